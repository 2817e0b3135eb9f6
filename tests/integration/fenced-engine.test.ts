import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantOf } from '../../src/kernel'
import { fencedEngine } from '../../src/platform/delivery/fenced-engine'
import { meilisearchClient } from '../../src/platform/delivery/meilisearch-client'
import { searchEngine } from '../../src/platform/delivery/meilisearch-engine'
import type { MeilisearchEndpoint } from '../../src/platform/delivery/meilisearch-client'
import { startMeilisearch, type TestMeilisearch } from '../support/meilisearch'

let program: TestMeilisearch
beforeAll(async () => {
  program = await startMeilisearch()
})
afterAll(() => program.close())

/** What the database would say of who leads. */
let leader = 0
const unfenced: string[] = []
const engineOf = (term: number, endpoint: MeilisearchEndpoint = program.endpoint, believes?: () => boolean) =>
  fencedEngine({
    endpoint,
    leadership: { holder: `node ${term}`, term },
    isLeading: async () => believes?.() ?? leader === term,
    onUnfenced: (reason) => unfenced.push(reason),
  })
const position = (seq: number) => ({ seq, at: instantOf(new Date(0)), settings: 'x' })
const savedSeq = async () => (await searchEngine(program.endpoint).notes()).position?.seq

describe('the search engine for one term', () => {
  it('turns a leader away that does not know yet that another leads', async () => {
    let firstIsAsleep = false
    const first = engineOf(1, program.endpoint, () => leader === 1 || firstIsAsleep)
    leader = 1
    await first.savePosition(position(10))
    leader = 2
    const second = engineOf(2)
    await second.savePosition(position(20))
    // Its look into the database was before it fell asleep: only the engine can stop this write.
    firstIsAsleep = true
    await expect(first.savePosition(position(11))).rejects.toThrow()
    expect(await savedSeq()).toBe(20)
    firstIsAsleep = false
    await expect(first.savePosition(position(12))).rejects.toThrow(/Another process leads/)
    await second.savePosition(position(21))
    expect(await savedSeq()).toBe(21)
  })

  it('makes its key again when it is gone, and keeps one key in all', async () => {
    leader = 3
    const engine = engineOf(3)
    await engine.savePosition(position(30))
    const client = meilisearchClient(program.endpoint, 5_000)
    const own = async () =>
      (await client.getKeys({ limit: 100 })).results.filter(({ name }) => name?.includes('follower'))
    const [key] = await own()
    expect(await own()).toHaveLength(1)
    await client.deleteKey(key?.uid ?? '')
    await expect(engine.savePosition(position(31))).rejects.toThrow()
    await engine.savePosition(position(31))
    expect(await savedSeq()).toBe(31)
    expect(await own()).toHaveLength(1)
  })

  it('says so, and looks into the database only, with a key that may not manage keys', async () => {
    const client = meilisearchClient(program.endpoint, 5_000)
    const { key } = await client.createKey({
      name: 'of an operator',
      actions: ['documents.*', 'indexes.*', 'tasks.*'],
      indexes: ['*'],
      expiresAt: null,
    })
    leader = 4
    const engine = engineOf(4, { url: program.endpoint.url, key })
    await engine.savePosition(position(40))
    expect(await savedSeq()).toBe(40)
    expect(unfenced).toHaveLength(1)
    leader = 5
    await expect(engine.savePosition(position(41))).rejects.toThrow(/Another process leads/)
  })
})
