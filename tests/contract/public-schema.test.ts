import { buildSchema, findBreakingChanges, findDangerousChanges, parse, printSchema, validate } from 'graphql'
import { extendSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { agentSchemaText } from '../../src/channels/agent/graphql'
import { publicSchema } from '../../src/channels/web/graphql'
import * as siteDocuments from '../../src/channels/web/site/queries'
import { publicSchemaText } from '../../src/channels/web/schema-text'
import { instantOf } from '../../src/kernel'
import { readModel, DEFAULT_CACHE } from '../../src/platform/delivery/read-model'
import { memoryLog } from '../../src/platform/delivery/store/memory-log'
import { limitedSearch } from '../../src/search/limited-search'

/**
 * `docs/api/schema.graphql` is what others build against, as it was last reviewed. After a change that is meant:
 * `npx vitest run tests/contract/public-schema.test.ts --update`, and say in CHANGELOG.md what users must do.
 */
const REVIEWED = new URL('../../docs/api/schema.graphql', import.meta.url)

const clock = () => instantOf(new Date())
const reader = readModel({
  log: memoryLog(clock),
  clock,
  ownOrganisation: null,
  cache: DEFAULT_CACHE,
  onError: () => undefined,
})
const served = publicSchema({ reader, clock, catalogueName: '', search: limitedSearch(reader) })
const reviewed = () => buildSchema(readFileSync(REVIEWED, 'utf8'))

describe('the public schema', () => {
  it('is the one that was reviewed', async () => {
    await expect(`${printSchema(served)}\n`).toMatchFileSnapshot(REVIEWED.pathname)
  })

  it('breaks nothing that others rely on', () => {
    expect(findBreakingChanges(reviewed(), served)).toEqual([])
    expect(findDangerousChanges(reviewed(), served)).toEqual([])
  })

  it('knows nothing of agent-only fields', () => {
    expect(printSchema(served)).not.toMatch(/deskMemo|agent-only/i)
  })

  it('has everything that the website asks', () => {
    for (const text of Object.values(siteDocuments)) expect(validate(served, parse(text))).toEqual([])
  })

  it('describes every type, field, argument and value', () => {
    const silent: string[] = []
    for (const type of Object.values(served.getTypeMap())) {
      if (type.name.startsWith('__') || /^(ID|Int|Float|String|Boolean)$/.test(type.name)) continue
      if (!type.description) silent.push(type.name)
      const members = 'getFields' in type ? type.getFields() : {}
      for (const field of Object.values(members)) {
        if (!field.description) silent.push(`${type.name}.${field.name}`)
        const args = 'args' in field ? field.args : []
        for (const argument of args) {
          if (!argument.description) silent.push(`${type.name}.${field.name}(${argument.name})`)
        }
      }
      const values = 'getValues' in type ? type.getValues() : []
      for (const value of values) if (!value.description) silent.push(`${type.name}.${value.name}`)
    }
    expect(silent).toEqual([])
  })
})

it('the agents’ schema is the public one and more', () => {
  const agents = extendSchema(buildSchema(publicSchemaText), parse(agentSchemaText))
  expect(findBreakingChanges(served, agents)).toEqual([])
  for (const name of ['Product', 'Question', 'Organisation']) {
    expect(printSchema(agents)).toMatch(new RegExp(`type ${name} \\{[^}]*deskMemo: RenderedText`))
  }
})
