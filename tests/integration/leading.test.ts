import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { underCondition } from '../../src/platform/editor/commit-conditions'
import { inTransaction } from '../../src/platform/editor/follow-ups'
import { JobDoneError, LeaseLostError } from '../../src/platform/editor/leader-store'
import { startEditorWork, stopEditorWork } from '../../src/platform/editor'
import { leaseKeeper, leaseStoreOf, type LeaseStore } from '../../src/platform/lease'
import { keepsTransactions } from '../support/engines/engine'
import { openPublishingEditor, paragraph, type TestEditor } from './publishing-editor'

let editor: TestEditor
let lease: LeaseStore
let product: string

beforeEach(async () => {
  editor = await openPublishingEditor()
  lease = leaseStoreOf(editor)
  const save = async (collection: string, data: object) =>
    String((await editor.local.create({ collection, data })).id)
  const organisation = await save('organisations', { name: 'Gemeente Voorbeeld', type: 'municipality' })
  const uplEntry = await save('upl-entries', { label: 'paspoort', uri: 'http://example.org/upl/paspoort' })
  product = await save('products', {
    title: 'Paspoort aanvragen',
    slug: `paspoort-${randomUUID().slice(0, 8)}`,
    audiences: ['resident'],
    organisation,
    uplEntries: [uplEntry],
    reviewBy: '2099-01-01T12:00:00.000Z',
    answers: [{ channel: 'general', body: paragraph('Ga naar de balie.') }],
    _status: 'draft',
  })
})
afterEach(async () => {
  await stopEditorWork()
  await lease.close()
  await editor.close()
})

/** Takes the lease as another process would, in one step. */
async function leadAs(holder: string): Promise<{ readonly holder: string; readonly term: number }> {
  const found = await lease.read()
  const term = (found?.term ?? 0) + 1
  const until = editor.parts.clock()
  expect(await lease.swap(found, { holder, term, until })).toBe(true)
  return { holder, term }
}
const publish = (title: string) =>
  editor.local.update({ collection: 'products', id: product, data: { title, _status: 'published' } })
const lines = () => editor.lines({ kind: 'product', id: product })
const asLeader = <T>(leadership: Awaited<ReturnType<typeof leadAs>>, work: () => Promise<T>) =>
  underCondition((scope) => editor.parts.leader.assertLeads(leadership, scope), work)

describe('a leader', () => {
  it.runIf(keepsTransactions())(
    'stores nothing more, however deep inside Payload, once another leads',
    async () => {
      const first = await leadAs('a')
      await asLeader(first, () => publish('Van de eerste'))
      expect(await lines()).toHaveLength(1)
      await leadAs('b')
      await expect(asLeader(first, () => publish('Te laat'))).rejects.toThrow(LeaseLostError)
      expect(await lines()).toHaveLength(1)
      expect((await editor.local.findByID({ collection: 'products', id: product }))['title']).toBe(
        'Van de eerste',
      )
    },
  )

  it.runIf(keepsTransactions())(
    'is refused at the commit when another begins to lead in the middle of its work',
    async () => {
      const first = await leadAs('a')
      const late = asLeader(first, async () => {
        // Not begun in the database yet, so that the other can still take the lease.
        await leadAs('b')
        return publish('Te laat')
      })
      await expect(late).rejects.toThrow(LeaseLostError)
      expect(await lines()).toHaveLength(0)
    },
  )

  it('leaves saves of editors in the same process alone', async () => {
    const first = await leadAs('a')
    await leadAs('b')
    await Promise.all([
      expect(asLeader(first, () => inTransaction(editor.payload, async () => undefined))).rejects.toThrow(
        LeaseLostError,
      ),
      publish('Van een redacteur'),
    ])
    expect(await lines()).toHaveLength(1)
  })
})

describe('a planned publication', () => {
  const plan = (type: 'publish' | 'unpublish') =>
    editor.payload.jobs.queue({
      task: 'schedulePublish',
      input: { type, doc: { relationTo: 'products', value: product } },
    } as unknown as Parameters<Payload['jobs']['queue']>[0])

  /** What a process does that dies as soon as the job has done its work, before Payload notes it. */
  async function runAndDie(job: { readonly id: number | string; readonly input: object }): Promise<void> {
    const task = editor.payload.config.jobs.tasks?.find(({ slug }) => slug === 'schedulePublish')
    if (typeof task?.handler !== 'function') throw new Error('There is no task for planned publications')
    await editor.payload.db.updateJobs({ id: job.id, data: { processing: true } })
    await task.handler({ job, input: job.input, req: { payload: editor.payload } } as never)
  }

  it('is done once, though the process that did it died before it could say so', async () => {
    await publish('Paspoort')
    const job = await plan('unpublish')
    await runAndDie(job as never)
    expect((await lines()).map(({ type }) => type)).toEqual(['PUBLISHED', 'RETRACTED'])
    await publish('Toch weer')

    startEditorWork(editor.payload, editor.parts, (onChange) =>
      leaseKeeper({ store: lease, node: 'b', onChange }),
    )
    await untilNone(async () => (await editor.local.count({ collection: 'payload-jobs' })).totalDocs)
    expect((await lines()).map(({ type }) => type)).toEqual(['PUBLISHED', 'RETRACTED', 'PUBLISHED'])
  })

  it('that two processes run at once takes effect in one of them', async () => {
    const job = await plan('publish')
    const outcomes = await Promise.allSettled([runAndDie(job as never), runAndDie(job as never)])
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refusals).toEqual([expect.any(JobDoneError)])
    expect(await lines()).toHaveLength(1)
  })
})

async function untilNone(count: () => Promise<number>): Promise<void> {
  const deadline = Date.now() + 20_000
  while ((await count()) > 0) {
    if (Date.now() > deadline) throw new Error('Waited in vain until no job was left')
    await new Promise((resume) => setTimeout(resume, 20))
  }
}
