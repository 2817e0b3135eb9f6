import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { findMeilisearch } from '../platform/delivery/meilisearch-binary'
import { searchEngine, type SearchEngine } from '../platform/delivery/meilisearch-engine'
import type { MeilisearchEndpoint } from '../platform/delivery/meilisearch-client'
import { endpointFile, indexingAlone, meilisearchProcess } from '../platform/delivery/meilisearch-process'
import { searchFollower, type SearchFollowerOptions } from '../platform/delivery/search-follower'

export type ReindexOutside = {
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  /** Log and synonyms of the catalogue. */
  readonly sources: Pick<SearchFollowerOptions, 'log' | 'loadSynonyms'>
  readonly dataDir: string
  /** A Meilisearch of one's own; null: the one that the product starts itself. */
  readonly external: MeilisearchEndpoint | null
  readonly masterKey: string
  /** Value of PATH. */
  readonly searchPath: string
  /** How long the running product has to take the request up, in milliseconds. */
  readonly takenUpWithinMs?: number
}

/**
 * Builds all search indexes anew and lets searches read them when done. While the product runs, its follower does it, so that
 * there is only ever one that writes: what is published meanwhile is in the new indexes too. Else it is done here. Gives the
 * exit code.
 */
export async function runReindex(outside: ReindexOutside): Promise<0 | 1> {
  const startedAt = performance.now()
  try {
    await reindex(outside)
  } catch (error) {
    outside.complain(
      `The indexes were not built anew: ${error instanceof Error ? error.message : String(error)}`,
    )
    return 1
  }
  outside.print(`Done (${((performance.now() - startedAt) / 1000).toFixed(1)} s).`)
  return 0
}

async function reindex(outside: ReindexOutside): Promise<void> {
  const endpoint = outside.external ?? (await runningEndpoint(outside.dataDir))
  if (endpoint) {
    const engine = searchEngine(endpoint)
    if (await askFollower(engine, outside)) return
    outside.print('No running product took the request up; building here.')
    return buildHere(engine, outside)
  }
  const binary = await findMeilisearch(outside)
  if (binary.kind === 'absent') throw new Error(binary.message)
  const program = await meilisearchProcess({
    binary: binary.file,
    dataDir: outside.dataDir,
    masterKey: outside.masterKey,
    indexing: indexingAlone(),
  })
  outside.print('The product does not run; starting Meilisearch for this.')
  const child = program.start()
  child.stdout?.resume()
  child.stderr?.resume()
  try {
    await program.ready()
    await buildHere(searchEngine(program.endpoint), outside)
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await new Promise((ended) => child.once('exit', ended))
  }
}

/** True when a follower took the request up and finished it; throws when it failed. */
async function askFollower(engine: SearchEngine, { print, takenUpWithinMs = 8000 }: ReindexOutside) {
  const request = randomUUID()
  await engine.saveRebuild({ request, state: 'asked', done: 0, total: 0, problem: null })
  const deadline = performance.now() + takenUpWithinMs
  let told = -1
  for (;;) {
    await wait(200)
    const { rebuild } = await engine.notes()
    if (rebuild?.request !== request) throw new Error('Another request took the place of this one.')
    if (rebuild.state === 'asked') {
      if (performance.now() > deadline) {
        await engine.saveRebuild({ ...rebuild, state: 'failed', problem: 'Nobody took it up.' })
        return false
      }
      continue
    }
    if (rebuild.done !== told) print(`  ${rebuild.done} of ${rebuild.total} indexed`)
    told = rebuild.done
    if (rebuild.state === 'done') return true
    if (rebuild.state === 'failed') throw new Error(rebuild.problem ?? 'The follower could not do it.')
  }
}

async function buildHere(engine: SearchEngine, { print, complain, sources }: ReindexOutside): Promise<void> {
  const failures: unknown[] = []
  const follower = searchFollower({
    ...sources,
    engine,
    pollMs: 20,
    isAlone: true,
    onError: (error) => failures.push(error),
  })
  follower.rebuild()
  follower.start()
  let told = -1
  try {
    for (;;) {
      await wait(50)
      const { rebuild, isCaughtUp, problem } = follower.status()
      if (rebuild && rebuild.done !== told) print(`  ${rebuild.done} of ${rebuild.total} indexed`)
      told = rebuild?.done ?? told
      if (problem !== null) {
        complain(problem)
        throw new Error('Meilisearch or the log could not be read.', { cause: failures.at(-1) })
      }
      if (isCaughtUp && rebuild === null && !follower.isRebuildPending()) return
    }
  } finally {
    await follower.stop()
  }
}

const Endpoint = z.object({ url: z.url(), key: z.string() })

/** Where the product's own Meilisearch answers; null when it does not run. */
async function runningEndpoint(dataDir: string): Promise<MeilisearchEndpoint | null> {
  const text = await readFile(endpointFile(dataDir), 'utf8').catch(() => null)
  if (text === null) return null
  const endpoint = Endpoint.parse(JSON.parse(text))
  try {
    const health = await fetch(`${endpoint.url}/health`, { signal: AbortSignal.timeout(5000) })
    return health.ok ? endpoint : null
  } catch {
    // Left by a product that was killed.
    return null
  }
}
