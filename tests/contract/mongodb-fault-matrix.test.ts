import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aUplName } from '../../src/exchange/upl/csv.fixture'
import { instantOf } from '../../src/kernel'
import { publishingParts } from '../../src/platform/editor'
import { FOLLOW_UP_SETTINGS, followUpRunner } from '../../src/platform/editor/follow-ups'
import { runScheduledPublishing } from '../../src/platform/editor/scheduled-publishing'
import { uplCatalogue } from '../../src/platform/editor/upl-catalogue'
import { paragraph, untyped } from '../integration/publishing-editor'
import { openEditor, type OpenEditor } from '../support/editor'
import { retriedRestOf } from '../support/editor-rest'
import { FAULTS, type Operation, placesOf, rehearse, type Rehearsed } from '../support/fault-matrix'
import { type SimulatedServer, startSimulatedServer } from '../support/mongo-simulation/server'

/** Every way in which the editor writes, while any one of its commands to the database meets a fault. */
let server: SimulatedServer
let editor: OpenEditor
let bringBack: () => void
let fee: string
let products: readonly string[]

const EMAIL = 'redacteur@voorbeeld.nl'
const PASSWORD = 'fiets regenboog tosti klavier'
const amount = (amountInCents: number) => [{ validFrom: '2026-01-01T12:00:00.000Z', amountInCents }]

beforeAll(async () => {
  server = await startSimulatedServer()
  editor = await openEditor({
    logLevel: 'silent',
    engine: { kind: 'mongodb', url: server.url, transactions: true, prefix: 'matrix_' },
  })
  const create = async (collection: string, data: object) =>
    String((await local().create({ collection, data })).id)
  const organisation = await create('organisations', { name: 'Gemeente Voorbeeld', type: 'municipality' })
  const uplEntry = await create('upl-entries', { label: 'paspoort', uri: 'http://example.org/upl/paspoort' })
  fee = await create('facts', {
    key: 'kosten',
    label: 'Kosten',
    kind: 'amount',
    values: amount(8387),
    _status: 'published',
  })
  const aProduct = (title: string) => ({
    title,
    audiences: ['resident'],
    organisation,
    uplEntries: [uplEntry],
    reviewBy: '2099-01-01T12:00:00.000Z',
    answers: [{ channel: 'general', body: paragraph('Het kost ', { fact: fee }, '.') }],
    _status: 'published',
  })
  products = [
    await create('products', aProduct('Paspoort')),
    await create('products', aProduct('Rijbewijs')),
    await create('products', aProduct('Identiteitskaart')),
  ]
  await create('users', { email: EMAIL, password: PASSWORD, name: 'Redacteur', roles: ['editor'] })
  bringBack = server.keep()
})
afterAll(async () => {
  await editor.close()
  await server.stop()
})

const local = () => untyped(editor.payload)
const product = () => ({ collection: 'products', id: products[0] ?? '', locale: 'nl' })
const publish = (title: string) => local().update({ ...product(), data: { title, _status: 'published' } })
const changeFee = () =>
  local().update({ collection: 'facts', id: fee, data: { values: amount(9000), _status: 'published' } })

async function logIn(password: string, expected: number): Promise<void> {
  const response = await retriedRestOf(editor)('/api/users/login', { email: EMAIL, password })
  if (response.status !== expected)
    throw new Error(`Answered with ${response.status}: ${await response.text()}`)
}

/** A draft of the product that is due for publication. */
async function plannedDraft() {
  await local().update({ ...product(), draft: true, data: { title: 'Paspoort aanvragen' } })
  return editor.payload.jobs.queue({
    task: 'schedulePublish',
    input: { type: 'publish', locale: 'nl', doc: { relationTo: 'products', value: products[0] } },
    waitUntil: new Date(Date.now() - 1_000),
  })
}

/** Past the server's commands, which are counted. */
const plansLeft = () =>
  [...server.documents()].flatMap(([name, found]) =>
    name.endsWith('.payload-jobs') ? [...found.keys()] : [],
  )

const OPERATIONS: readonly Operation[] = [
  { name: 'a change that is published', prepare: async () => () => publish('Paspoort aanvragen') },
  {
    name: 'a draft',
    prepare: async () => () => local().update({ ...product(), draft: true, data: { title: 'Nog niet' } }),
  },
  {
    name: 'an unpublication',
    prepare: async () => () => local().update({ ...product(), data: { _status: 'draft' } }),
  },
  { name: 'a deletion', prepare: async () => () => local().delete(product()) },
  {
    name: 'a move to the bin',
    prepare: async () => () =>
      local().update({ ...product(), data: { deletedAt: '2026-03-02T10:00:00.000Z' } }),
  },
  {
    name: 'a version that is restored',
    prepare: async () => {
      await publish('Paspoort aanvragen')
      const where = { parent: { equals: products[0] } }
      const { docs } = await editor.payload.findVersions({ collection: 'products', where, sort: 'updatedAt' })
      return () => editor.payload.restoreVersion({ collection: 'products', id: String(docs[0]?.id) })
    },
  },
  {
    name: 'a change of many at once',
    prepare: async () => async () => {
      const result = await editor.payload.update({
        collection: 'products',
        locale: 'nl',
        where: { id: { in: [...products] } },
        data: { summary: 'Voor iedereen', _status: 'published' },
      })
      expect(result.errors).toEqual([])
    },
  },
  { name: 'a login over REST', prepare: async () => () => logIn(PASSWORD, 200) },
  { name: 'a login over REST with a wrong password', prepare: async () => () => logIn('geheim-1', 401) },
  {
    name: 'a login within the editor',
    prepare: async () => () =>
      editor.payload.login({ collection: 'users', data: { email: EMAIL, password: PASSWORD } }),
  },
  {
    name: 'an import of uniform product names',
    prepare: async () => {
      const { carryOut } = uplCatalogue(editor.payload, () => instantOf(new Date()))
      const importing = (...names: readonly ReturnType<typeof aUplName>[]) =>
        carryOut({ names, rows: names.length }, { acceptRemovals: true, progress: () => {} })
      await importing(aUplName('paspoort'), aUplName('rijbewijs'))
      return () => importing(aUplName('paspoort', { label: 'reispaspoort' }), aUplName('brpUittreksel'))
    },
  },
  { name: 'a change of a fact', prepare: async () => changeFee },
  {
    name: 'what follows from a changed fact',
    prepare: async () => {
      await changeFee()
      const settings = { ...FOLLOW_UP_SETTINGS, batchSize: 2, pollMs: 600_000 }
      return async () => {
        const runner = followUpRunner(editor.payload, publishingParts(editor.env), settings)
        await runner.drain().finally(() => runner.stop())
      }
    },
    goesOn: true,
  },
  {
    name: 'a planned publication',
    prepare: async () => {
      await plannedDraft()
      return async () => {
        const running = runScheduledPublishing(editor.payload, 200)
        await vi.waitUntil(() => plansLeft().length === 0, { timeout: 20_000, interval: 5 })
        await running.stop()
      }
    },
  },
  {
    name: 'a planned publication by a process that dies right after it',
    prepare: async () => {
      const job = await plannedDraft()
      const task = editor.payload.config.jobs.tasks?.find(({ slug }) => slug === 'schedulePublish')
      if (typeof task?.handler !== 'function') throw new Error('Planned publications have no task')
      const { handler } = task
      return async () => handler({ job, input: job.input, req: { payload: editor.payload } } as never)
    },
  },
]

describe.each(OPERATIONS.map((operation) => [operation.name, operation] as const))(
  '%s',
  (_name, operation) => {
    let rehearsed: Rehearsed

    beforeAll(async () => {
      bringBack()
      rehearsed = await rehearse(server, operation)
    })

    it.each(FAULTS.map(([what, fault], number) => [what, fault, number] as const))(
      'leaves the same behind when one of its commands meets %s',
      async (_what, fault, number) => {
        for (const place of placesOf(rehearsed, number)) await rehearsed.expectSame(fault, place)
      },
    )
  },
)
