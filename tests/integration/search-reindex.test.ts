import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runReindex, type ReindexOutside } from '../../src/cli/reindex-command'
import { instantOf } from '../../src/kernel'
import { searchEngine } from '../../src/platform/delivery/meilisearch-engine'
import { searchFollower } from '../../src/platform/delivery/search-follower'
import { memoryLog } from '../../src/platform/delivery/store/memory-log'
import { startMeilisearch, TEST_KEY, until, type TestMeilisearch } from '../support/meilisearch'
import { productLines, publish } from '../support/published'

// A real engine on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const log = memoryLog(() => instantOf(new Date()))
publish(log, productLines({ id: 'p1' }), productLines({ id: 'p2', slug: 'p2' }))

let program: TestMeilisearch
const folders: string[] = []
beforeAll(async () => {
  program = await startMeilisearch()
}, 60_000)
afterAll(async () => {
  await program.close()
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

async function run(changes: Partial<ReindexOutside>) {
  const said: string[] = []
  const complaints: string[] = []
  const exitCode = await runReindex({
    print: (line) => said.push(line),
    complain: (line) => complaints.push(line),
    sources: { log, loadSynonyms: async () => [] },
    dataDir: program.dataDir,
    external: null,
    masterKey: TEST_KEY,
    searchPath: '',
    takenUpWithinMs: 1000,
    ...changes,
  })
  return { exitCode, said, complaints }
}

it('builds by itself when nobody follows', async () => {
  expect(await run({})).toMatchObject({
    exitCode: 0,
    complaints: [],
    said: expect.arrayContaining([expect.stringContaining('building here')]),
  })
  const { indexes, position } = await searchEngine(program.endpoint).notes()
  expect(position?.seq).toBe(await log.head())
  expect([...indexes].filter((name) => name.endsWith('_fresh'))).toEqual([])
}, 30_000)

it('leaves the work to the follower of the running product', async () => {
  const follower = searchFollower({
    log,
    engine: searchEngine(program.endpoint),
    loadSynonyms: async () => [],
  })
  follower.start()
  await until('it follows', () => follower.status().isCaughtUp)
  const { exitCode, said } = await run({ takenUpWithinMs: 10_000 })
  await follower.stop()
  expect(exitCode).toBe(0)
  expect(said).toContain('  2 of 2 indexed')
  expect(said.join()).not.toContain('building here')
}, 30_000)

it('starts Meilisearch itself when the product does not run', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reindex-test-'))
  folders.push(dataDir)
  expect(await run({ dataDir })).toMatchObject({ exitCode: 0, complaints: [] })
}, 30_000)

it('says why it could not', async () => {
  const nowhere = { url: 'http://127.0.0.1:9', key: 'k' }
  expect(await run({ external: nowhere })).toMatchObject({
    exitCode: 1,
    complaints: [expect.stringContaining('were not built anew')],
  })
})
