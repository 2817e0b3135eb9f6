import { Meilisearch } from 'meilisearch'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { asInstant, instantOf, type Instant } from '../../src/kernel'
import { meilisearchDeskSearch } from '../../src/platform/delivery/meilisearch-desk'
import { searchEngine } from '../../src/platform/delivery/meilisearch-engine'
import { meilisearchSearch } from '../../src/platform/delivery/meilisearch-search'
import { searchFollower, type SearchFollower } from '../../src/platform/delivery/search-follower'
import { memoryLog, type MemoryLog } from '../../src/platform/delivery/store/memory-log'
import type { LogReader } from '../../src/publications'
import { richText } from '../../src/publications/builders.fixture'
import type { SearchQuery } from '../../src/search/port'
import { startMeilisearch, until, type TestMeilisearch } from '../support/meilisearch'
import { organisationLines, productLines, publish, questionLines, retraction } from '../support/published'

// A real engine on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const CANARY = 'CANARY-SEARCH01'
const realClock = () => instantOf(new Date())

let program: TestMeilisearch
let client: Meilisearch
let followers: SearchFollower[] = []

beforeAll(async () => {
  program = await startMeilisearch()
  client = new Meilisearch({ host: program.endpoint.url, apiKey: program.endpoint.key })
}, 60_000)
afterAll(() => program.close())
beforeEach(async () => {
  const { results } = await client.getRawIndexes({ limit: 100 })
  for (const { uid } of results) await client.deleteIndex(uid).waitTask({ interval: 5 })
})
afterEach(async () => {
  await Promise.all(followers.map((follower) => follower.stop()))
  followers = []
})

function follow(log: LogReader, clock = realClock): SearchFollower {
  const engine = searchEngine(program.endpoint)
  const follower = searchFollower({ log, engine, clock, pollMs: 20, loadSynonyms: async () => [] })
  followers.push(follower)
  follower.start()
  return follower
}
const caughtUp = (follower: SearchFollower, seq: number) =>
  until(`line ${seq} is indexed (${JSON.stringify(follower.status())})`, () => {
    const { position, isCaughtUp } = follower.status()
    return isCaughtUp && position >= seq
  })

const search = () => meilisearchSearch(program.endpoint, { timeoutMs: 5000 })
const query = (text: string): SearchQuery => ({
  query: text,
  channel: 'web',
  filter: {},
  first: 20,
  locale: 'nl',
  kinds: ['product', 'question'],
  facets: true,
})
const idsFor = async (text: string) => (await search().search(query(text))).hits.map(({ id }) => id).sort()
const documents = async (index: string) =>
  (await client.index(index).getDocuments<Record<string, unknown>>({ limit: 1000 })).results
const revisions = async () =>
  Object.fromEntries((await documents('catalogue_nl')).map(({ itemId, revision }) => [itemId, revision]))

const titled = (id: string, title: string) => productLines({ id, slug: id, title })

describe('following the log', () => {
  it('indexes what is published, replaces what changes, drops what is retracted', async () => {
    const log = memoryLog(realClock)
    publish(log, organisationLines(), titled('p1', 'Vuilcontainer'), titled('p2', 'Parkeerkaart'))
    const follower = follow(log)
    await caughtUp(follower, await log.head())
    expect(await idsFor('vuilcontainer')).toEqual(['p1'])

    publish(log, titled('p1', 'Afvalbak'))
    await caughtUp(follower, await log.head())
    expect(await idsFor('vuilcontainer')).toEqual([])
    expect(await idsFor('afvalbak')).toEqual(['p1'])

    const [line] = titled('p1', 'Afvalbak')
    if (line) log.append(retraction(line))
    await caughtUp(follower, await log.head())
    expect(await idsFor('afvalbak')).toEqual([])
    expect(await idsFor('parkeerkaart')).toEqual(['p2'])
  })

  it('indexes a coming line when its moment comes, unless it was overtaken', async () => {
    let now: Instant = moment('2026-12-31T22:00:00.000Z')
    const log = memoryLog(() => now)
    const coming = (id: string, title: string) => {
      const [line] = titled(id, title)
      if (line) log.append({ ...line, effectiveFrom: moment('2026-12-31T23:00:00.000Z') })
    }
    const nowTitled = (id: string, title: string) => {
      const [line] = titled(id, title)
      if (line) log.append({ ...line, effectiveFrom: now })
    }
    nowTitled('p1', 'Vuilcontainer')
    coming('p1', 'Afvalbak')
    coming('p2', 'Parkeerkaart')
    nowTitled('p2', 'Parkeervergunning')
    const follower = follow(log, () => now)
    await caughtUp(follower, 4)
    expect(await idsFor('vuilcontainer')).toEqual(['p1'])
    expect(await idsFor('afvalbak')).toEqual([])

    now = moment('2026-12-31T23:00:00.000Z')
    await until('the coming line counts', async () => (await idsFor('afvalbak')).length > 0)
    expect(await idsFor('vuilcontainer')).toEqual([])
    expect(await idsFor('parkeerkaart')).toEqual([])
    expect(await idsFor('parkeervergunning')).toEqual(['p2'])
  })

  it('indexes what fell due while nobody followed', async () => {
    let now: Instant = moment('2026-12-31T22:00:00.000Z')
    const log = memoryLog(() => now)
    const [first] = titled('p1', 'Vuilcontainer')
    if (first) {
      log.append({ ...first, effectiveFrom: now })
      const [later] = titled('p1', 'Afvalbak')
      if (later) log.append({ ...later, effectiveFrom: moment('2026-12-31T23:00:00.000Z') })
    }
    const before = follow(log, () => now)
    await caughtUp(before, 2)
    await before.stop()
    now = moment('2027-01-01T08:00:00.000Z')
    await caughtUp(
      follow(log, () => now),
      2,
    )
    await until('the coming line counts', async () => (await idsFor('afvalbak')).length > 0)
    expect(await revisions()).toEqual({ p1: 2 })
  })

  it('does no harm when a batch is written again after a crash before its position was', async () => {
    const log = memoryLog(realClock)
    publish(log, titled('p1', 'Vuilcontainer'), titled('p1', 'Afvalbak'), titled('p2', 'Parkeerkaart'))
    const first = follow(log)
    await caughtUp(first, 3)
    await first.stop()
    const before = await documents('catalogue_nl')
    const { position } = await searchEngine(program.endpoint).notes()
    if (position) await searchEngine(program.endpoint).savePosition({ ...position, seq: 1 })
    await caughtUp(follow(log), 3)
    expect(await documents('catalogue_nl')).toEqual(before)
  })

  it('builds everything anew by itself when the engine lost its data', async () => {
    const log = memoryLog(realClock)
    publish(log, titled('p1', 'Vuilcontainer'))
    const follower = follow(log)
    await caughtUp(follower, 1)
    for (const uid of ['positions', 'catalogue_nl', 'desk_nl'])
      await client.deleteIndex(uid).waitTask({ interval: 5 })
    await until('it is found again', async () => (await idsFor('vuilcontainer').catch(() => [])).length > 0)
  })

  it('starts over when the log is another one', async () => {
    const log = memoryLog(realClock)
    publish(log, titled('p1', 'Vuilcontainer'), titled('p2', 'Parkeerkaart'))
    await caughtUp(follow(log), 2)
    await Promise.all(followers.map((follower) => follower.stop()))
    const restored = memoryLog(realClock)
    publish(restored, titled('p3', 'Afvalbak'))
    await caughtUp(follow(restored), 1)
    expect(await revisions()).toEqual({ p3: 1 })
  })

  it('builds anew when settings in the code have changed, and goes on finding meanwhile', async () => {
    const log = memoryLog(realClock)
    publish(log, titled('p1', 'Vuilcontainer'))
    const first = follow(log)
    await caughtUp(first, 1)
    await first.stop()
    const engine = searchEngine(program.endpoint)
    const { position } = await engine.notes()
    if (position) await engine.savePosition({ ...position, settings: 'of an earlier release' })
    const second = follow(log)
    await until('the settings are noted', async () => {
      expect(await idsFor('vuilcontainer')).toEqual(['p1'])
      return (await engine.notes()).position?.settings === position?.settings
    })
    expect(second.status().problem).toBeNull()
  })
})

describe('when Meilisearch is killed', () => {
  it('says so, loses nothing and catches up by itself', async () => {
    const log = memoryLog(realClock)
    publish(log, ...products(0, 50))
    const follower = follow(log)
    await caughtUp(follower, 50)
    publish(log, ...products(50, 300))
    await until('it has begun', () => follower.status().position > 50)
    await program.kill()
    await until('the failure shows', () => follower.status().state === 'failing')
    expect(follower.status()).toMatchObject({ isCaughtUp: false, problem: expect.stringMatching(/./) })
    publish(log, titled('p0', 'Afvalbak'))
    await program.start()
    await caughtUp(follower, 301)
    expect(await documents('catalogue_nl')).toHaveLength(300)
    expect(await revisions()).toMatchObject({ p0: 301, p299: 300 })
    expect(await documents('desk_nl')).toHaveLength(300)
  }, 60_000)
})

describe('building anew on request', () => {
  it('never lets a search come up empty, and keeps what is published meanwhile', async () => {
    const log = memoryLog(realClock)
    publish(log, ...products(0, 600))
    const follower = follow(log)
    await caughtUp(follower, 600)
    const engine = searchEngine(program.endpoint)
    const created = (await client.getRawIndex('catalogue_nl')).createdAt
    await engine.saveRebuild({ request: 'r1', state: 'asked', done: 0, total: 0, problem: null })

    let searches = 0
    let version = 0
    let isDone = false
    while (!isDone) {
      expect(await idsFor('vuilcontainer')).toContain('p7')
      searches += 1
      if (searches % 5 === 0) publish(log, titled('p7', `Vuilcontainer uitgave ${(version += 1)}`))
      const { rebuild } = await engine.notes()
      isDone = rebuild?.state === 'done'
    }
    publish(log, titled('p8', 'Afvalbak'))
    await caughtUp(follower, await log.head())
    expect(searches).toBeGreaterThan(10)
    expect((await client.getRawIndex('catalogue_nl')).createdAt).not.toBe(created)
    expect(await documents('catalogue_nl')).toHaveLength(600)
    expect(await idsFor('afvalbak')).toEqual(['p8'])
    expect(await revisions()).toEqual(await standing(log))
    expect((await client.getRawIndexes({ limit: 100 })).results.map(({ uid }) => uid).sort()).toEqual([
      'catalogue_en',
      'catalogue_nl',
      'desk_en',
      'desk_nl',
      'positions',
    ])
  }, 60_000)
})

describe('agent-only text', () => {
  it('is found by agents and stands in no public index', async () => {
    const log = memoryLog(realClock)
    publish(
      log,
      productLines({ deskMemo: richText(`Let op ${CANARY} coulance mogelijk`) }),
      questionLines({ deskMemo: richText(`${CANARY} vraag door`) }),
    )
    await caughtUp(follow(log), await log.head())
    const desk = meilisearchDeskSearch(program.endpoint, { timeoutMs: 5000 })
    const outcome = await desk.search(query('coulance'))
    expect(outcome.hits).toMatchObject([{ id: 'p1' }])
    const { results } = await client.getRawIndexes({ limit: 100 })
    const open = results.map(({ uid }) => uid).filter((uid) => !uid.startsWith('desk_'))
    expect(open).toContain('catalogue_nl')
    for (const uid of open) expect(JSON.stringify(await documents(uid))).not.toContain(CANARY)
    expect(JSON.stringify(await documents('desk_nl'))).toContain(CANARY)
    expect(await idsFor('coulance')).toEqual([])
    expect(await idsFor(CANARY)).toEqual([])
  })
})

function products(from: number, to: number) {
  return Array.from({ length: to - from }, (_, index) =>
    titled(`p${from + index}`, `Vuilcontainer nummer ${from + index}`).slice(0, 1),
  )
}

async function standing(log: MemoryLog) {
  const lines = await log.standingLines(realClock())
  return Object.fromEntries(
    lines.filter(({ effectiveFrom }) => effectiveFrom <= realClock()).map(({ itemId, seq }) => [itemId, seq]),
  )
}

function moment(text: string): Instant {
  const instant = asInstant(text)
  if (instant === null) throw new Error(`Not a moment: ${text}`)
  return instant
}
