import { buildSchema, parse, validate } from 'graphql'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as queries from './queries'

const schema = buildSchema(readFileSync('src/channels/web/schema.graphql', 'utf8'))

describe('the website asks only for what the public schema offers', () => {
  it.each(Object.entries(queries))('%s is a valid query', (_name, document) => {
    expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([])
  })
})
