import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { runScheduledPublishing } from '../../src/platform/editor/scheduled-publishing'
import { untyped } from '../integration/publishing-editor'
import { editorOnSimulation } from '../support/editor-on-simulation'
import { retriedRestOf } from '../support/editor-rest'
import type { Fault } from '../support/mongo-simulation/server'

/** Faults of the database that Payload swallows, or gives to whoever asked as something else. */
const opened = await editorOnSimulation('masked_')
const { server, editor, backstage, saves } = opened
let before: { readonly products: number; readonly lines: number }

const CONFLICT = { refuse: { code: 112, labels: ['TransientTransactionError'] } } as const
const PASSWORD = 'fiets regenboog tosti klavier'

afterAll(() => opened.close())
beforeEach(async () => {
  before = await saves.begin()
})

async function aUser(): Promise<{ readonly id: string; readonly email: string }> {
  const email = `${randomUUID()}@voorbeeld.nl`
  const data = { email, password: PASSWORD, roles: ['editor' as const] }
  return { id: String((await editor.payload.create({ collection: 'users', data })).id), email }
}

describe('a save or a login', () => {
  it.each<[string, Fault]>([
    ['a conflict', CONFLICT],
    ['a connection that broke', { cut: 'before' }],
  ])('is done again after %s that made a field invalid', async (_what, fault) => {
    const fact = await saves.fact()
    server.fail('find', fault, { in: 'facts' })
    await saves.publish(undefined, editor.payload, null, ['Het kost ', { fact }, '.'])
    await saves.expectStored(1)
  })

  it.each(['_products_versions', 'publications'])(
    'stores no half of a document in a change of many, when the connection broke at %s',
    async (collection) => {
      const ids = [await saves.publish(), await saves.publish()]
      server.fail('insert', { cut: 'before' }, { in: collection })
      const data = { summary: `Voor ${before.lines}`, _status: 'published' } as const
      await editor.payload.update({ collection: 'products', where: { id: { in: ids } }, data })
      const published = (await backstage.lines()).slice(before.lines + ids.length)
      expect(published.map((line) => line.item_id).toSorted()).toEqual(ids.toSorted())
    },
  )

  it.each(['insert', 'commitTransaction'])(
    'leaves no transaction open when a login conflicts at %s, and logs in',
    async (command) => {
      const { email } = await aUser()
      server.fail(command, CONFLICT)
      const data = { email, password: PASSWORD }
      expect(await editor.payload.login({ collection: 'users', data })).toMatchObject({ user: { email } })
      expect(Object.keys(editor.payload.db.sessions ?? {})).toEqual([])
    },
  )
})

describe('a failed login', () => {
  it.each(['find', 'insert'])('is counted once when noting it conflicts at %s', async (command) => {
    const { id, email } = await aUser()
    server.fail(command, CONFLICT, command === 'find' ? { skip: 1, in: 'users' } : { in: 'audit-events' })
    const response = await retriedRestOf(editor)('/api/users/login', { email, password: 'geheim-1' })
    expect(response.status).toBe(401)
    const stored = await editor.payload.findByID({ collection: 'users', id, showHiddenFields: true })
    expect(stored).toMatchObject({ loginAttempts: 1 })
  })
})

describe('a planned publication', () => {
  const plan = async () => {
    const value = await saves.publish()
    await untyped(editor.payload).update({
      collection: 'products',
      id: value,
      draft: true,
      data: { title: 'Nieuw' },
    })
    return editor.payload.jobs.queue({
      task: 'schedulePublish',
      input: { type: 'publish', locale: 'nl', doc: { relationTo: 'products', value } },
      waitUntil: new Date(Date.now() - 1_000),
    })
  }
  const plans = async () => (await backstage.unfinished()).plans

  it('is noted as done with what it did, also when that conflicted before', async () => {
    const job = await plan()
    const task = editor.payload.config.jobs.tasks?.find(({ slug }) => slug === 'schedulePublish')
    if (typeof task?.handler !== 'function') throw new Error('Planned publications have no task')
    server.fail('commitTransaction', CONFLICT)
    await task.handler({ job, input: job.input, req: { payload: editor.payload } } as never)
    const { docs } = await editor.payload.find({ collection: 'payload-jobs' })
    expect(docs).toMatchObject([{ id: job.id, completedAt: expect.any(String) }])
    await editor.payload.delete({ collection: 'payload-jobs', where: {} })
  })

  it('that the database cut off in the middle is carried out all the same', async () => {
    await plan()
    // Twice: the driver itself asks once more.
    const away = { refuse: { code: 91, message: 'ShutdownInProgress' } }
    server.fail('find', away, { skip: 2, times: 2, in: 'payload-jobs' })
    const running = runScheduledPublishing(editor.payload, 20)
    await vi.waitUntil(async () => (await plans()) === 0, { timeout: 20_000 }).finally(running.stop)
    expect((await backstage.lines()).length).toBe(before.lines + 2)
  })
})
