import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { meilisearchClient } from '../../src/platform/delivery/meilisearch-client'
import { taskWatch } from '../../src/platform/delivery/meilisearch-tasks'
import { startMeilisearch, type TestMeilisearch } from '../support/meilisearch'

// A real engine on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let program: TestMeilisearch
beforeAll(async () => {
  program = await startMeilisearch()
})
afterAll(() => program.close())

const clientOf = ({ endpoint }: TestMeilisearch) => meilisearchClient(endpoint, 10_000)

it('waits for many tasks, one of which fails, with one look at a time', async () => {
  const client = clientOf(program)
  const looks = vi.spyOn(client.tasks, 'getTasks')
  const ended = taskWatch(client)
  const put = (id: string) => client.index('many').addDocuments([{ id }], { primaryKey: 'id' })
  const waiting = Array.from({ length: 250 }, async (_, number) => {
    const { taskUid } = await put(number === 3 ? 'not a key!' : `document_${number}`)
    return ended(taskUid)
  })
  const tasks = await Promise.all(waiting)
  expect(tasks.map(({ status }) => status)).toEqual(
    Array.from({ length: 250 }, (_, number) => (number === 3 ? 'failed' : 'succeeded')),
  )
  expect(looks.mock.calls.every(([query]) => Array.isArray(query?.uids) && query.uids.length <= 100)).toBe(
    true,
  )
  expect(await client.index('many').getStats()).toMatchObject({ numberOfDocuments: 249 })

  // When all had ended it stopped looking, and looks again for who comes later.
  const before = looks.mock.calls.length
  const { taskUid } = await put('later')
  const [first, second] = await Promise.all([ended(taskUid), ended(taskUid)])
  expect(first).toMatchObject({ uid: taskUid, status: 'succeeded' })
  expect(second).toEqual(first)
  expect(looks.mock.calls.length).toBeGreaterThan(before)
})

it('fails all who wait when the engine is gone, and serves those who come after its return', async () => {
  const client = clientOf(program)
  const ended = taskWatch(client)
  await program.kill()
  await expect(Promise.all([ended(1), ended(2)])).rejects.toThrow()
  await expect(ended(1)).rejects.toThrow()
  await program.start()
  const { taskUid } = await client.index('after').addDocuments([{ id: 'one' }], { primaryKey: 'id' })
  expect(await ended(taskUid)).toMatchObject({ status: 'succeeded' })
})
