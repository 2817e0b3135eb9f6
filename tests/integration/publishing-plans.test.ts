import { createLocalReq } from 'payload'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../../src/access'
import type { Role } from '../../src/access'
import { schedulePublish } from '../../src/admin/publishing/schedule-publish'
import { letRunAgain } from '../../src/platform/editor/scheduled-publishing'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'

/** Publishing and unpublishing at a time that somebody chose: the server function behind the screen, and the job itself. */
let editor: OpenEditor
let own: string
let other: string
const users = new Map<Role, TypedUser>()

beforeAll(async () => {
  editor = await openEditor()
  const make = async (data: object) =>
    String((await editor.payload.create({ collection: 'organisations', data, locale: 'nl' })).id)
  own = await make({ name: 'Eigen', slug: 'eigen', type: 'municipality' })
  other = await make({ name: 'Andere', slug: 'andere', type: 'province' })
  for (const role of ROLES) {
    const data = {
      email: `${role}@voorbeeld.test`,
      password: 'Een-lang-wachtwoord-1',
      roles: [role],
      organisations: [own],
    }
    const user = await editor.payload.create({ collection: 'users', data })
    users.set(role, { ...user, collection: 'users' })
  }
})
afterAll(() => editor.close())

let number = 0
async function aFact(organisation = own): Promise<string> {
  const data = {
    label: `Feit ${++number}`,
    key: `feit-${number}`,
    kind: 'text',
    values: [{ validFrom: '2026-01-01', text: 'waarde' }],
    organisation,
    _status: 'draft',
  }
  return String((await editor.payload.create({ collection: 'facts', data, locale: 'nl' })).id)
}

const SOON = new Date('2099-01-01T09:00:00Z')
async function plan(role: Role | null, asked: object): Promise<unknown> {
  const user = role === null ? null : users.get(role)
  const req = await createLocalReq({ ...(user && { user }) }, editor.payload)
  const rest = { cookies: new Map<string, string>(), importMap: {}, permissions: {}, ...(user && { user }) }
  return schedulePublish({ ...rest, ...asked, req })
}
const toPublish = (fact: string, relationTo = 'facts') => ({
  type: 'publish',
  date: SOON,
  doc: { relationTo, value: fact },
})
const plansOf = async (fact: string) =>
  (
    await editor.payload.find({ collection: 'payload-jobs', where: { 'input.doc.value': { equals: fact } } })
  ).docs.map(({ id }) => id)

describe.each(['administrator', 'publisher'] as const)('%s', (role) => {
  it('plans to publish, and takes the plan back', async () => {
    const fact = await aFact()
    expect(await plan(role, toPublish(fact))).not.toHaveProperty('error')
    const [deleteID] = await plansOf(fact)
    expect(deleteID).toBeDefined()
    expect(await plan(role, { deleteID })).not.toHaveProperty('error')
    expect(await plansOf(fact)).toEqual([])
  })
})

it.each(['editor', 'agent', 'apiClient', null] as const)(
  '%s plans nothing and takes no plan back',
  async (role) => {
    const fact = await aFact()
    await plan('publisher', toPublish(fact))
    const plans = await plansOf(fact)
    for (const asked of [
      toPublish(fact),
      { type: 'unpublish', doc: toPublish(fact).doc },
      { deleteID: plans[0] },
    ])
      expect(await plan(role, asked)).toHaveProperty('error')
    expect(await plansOf(fact)).toEqual(plans)
  },
)

it('publishers plan nothing of another organisation, nor what cannot be planned', async () => {
  const fact = await aFact(other)
  await plan('administrator', toPublish(fact))
  const plans = await plansOf(fact)
  const strange = [
    toPublish(fact),
    { deleteID: plans[0] },
    toPublish(own, 'organisations'),
    { deleteID: 'x' },
    {},
  ]
  for (const asked of strange) expect(await plan('publisher', asked)).toHaveProperty('error')
  expect(await plansOf(fact)).toEqual(plans)
})

it('a plan of who may not publish (any more) fails, and changes nothing', async () => {
  const planned = new Map<Role, string>()
  for (const role of ['editor', 'publisher'] as const) {
    const fact = await aFact()
    planned.set(role, fact)
    await editor.payload.jobs.queue({
      task: 'schedulePublish',
      input: {
        type: 'publish',
        doc: { relationTo: 'facts', value: fact },
        user: { relationTo: 'users', value: users.get(role)?.id ?? '' },
      },
      waitUntil: new Date(Date.now() - 1_000),
    })
  }
  await editor.payload.jobs.run({ allQueues: true, sequential: true, silent: true })
  const statusOf = async (role: Role) =>
    (await editor.payload.findByID({ collection: 'facts', id: planned.get(role) ?? '' }))._status
  expect(await statusOf('publisher')).toBe('published')
  expect(await statusOf('editor')).toBe('draft')
})

it('a plan that the database held up stays due, and is carried out when the trouble is over', async () => {
  const fact = await aFact()
  await editor.payload.jobs.queue({
    task: 'schedulePublish',
    input: { type: 'publish', doc: { relationTo: 'facts', value: fact } },
    waitUntil: new Date(Date.now() - 1_000),
  })
  const jobs = async () =>
    (
      await editor.payload.find({
        collection: 'payload-jobs',
        where: { 'input.doc.value': { equals: fact } },
      })
    ).docs
  const { update } = editor.payload
  Object.assign(editor.payload, {
    update: async () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    },
  })
  try {
    await editor.payload.jobs.run({ silent: true })
  } finally {
    Object.assign(editor.payload, { update })
  }
  expect(await jobs()).toMatchObject([{ hasError: true }])
  await letRunAgain(editor.payload)
  expect(await jobs()).toMatchObject([{ hasError: false }])
  await editor.payload.jobs.run({ silent: true })
  expect(await jobs()).toEqual([])
  const { _status } = await editor.payload.findByID({ collection: 'facts', id: fact })
  expect(_status).toBe('published')
})
