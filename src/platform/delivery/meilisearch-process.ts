import type { ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './free-port'
import type { MeilisearchEndpoint } from './meilisearch-client'
import { spawnGuarded } from './meilisearch-watchdog'

/** A program that a supervisor starts, watches and starts again. */
export type MeilisearchProcess = {
  readonly name: 'meilisearch'
  /** Starts it, after ending what an earlier run left behind in the data folder. */
  start(): ChildProcess
  /** Done when it answers; throws when it does not within a minute. */
  ready(): Promise<void>
  /** Where it answers, the same after every start. */
  readonly endpoint: MeilisearchEndpoint
}

const READY_WITHIN_MS = 60_000

/**
 * Meilisearch as a child on loopback, with its data in `dataDir/meili`. Its address and key also go into
 * `dataDir/meili/endpoint.json`, readable by the owner only, for command-line tools.
 */
export async function meilisearchProcess({
  binary,
  dataDir,
  masterKey,
  indexing = BESIDE_READERS,
}: {
  readonly binary: string
  readonly dataDir: string
  /** How much of the machine indexing may take. */
  readonly indexing?: IndexingLimits
  /** At least 16 bytes. */
  readonly masterKey: string
}): Promise<MeilisearchProcess> {
  const home = resolve(dataDir, 'meili')
  const database = join(home, 'data.ms')
  const pidFile = join(home, 'meilisearch.pid')
  mkdirSync(home, { recursive: true })
  const port = await freePort()
  const endpoint = { url: `http://127.0.0.1:${port}`, key: masterKey }
  await rm(endpointFile(dataDir), { force: true })
  await writeFile(endpointFile(dataDir), JSON.stringify(endpoint), { mode: 0o600 })

  return {
    name: 'meilisearch',
    endpoint,
    start: () =>
      spawnGuarded({
        command: binary,
        args: argumentsOf({ port, database, home, indexing }),
        pidFile,
        trace: database,
        // Through the environment: command lines are visible to every user of the machine.
        env: { MEILI_MASTER_KEY: masterKey },
      }),
    async ready() {
      const deadline = Date.now() + READY_WITHIN_MS
      while (!(await answers(endpoint.url))) {
        if (Date.now() > deadline) throw new Error('Meilisearch did not answer within a minute of its start.')
        await wait(50)
      }
    },
  }
}

export const endpointFile = (dataDir: string): string => resolve(dataDir, 'meili', 'endpoint.json')

export type IndexingLimits = { readonly megabytes: number; readonly threads: number }

/**
 * Meilisearch clears two thirds of the machine's memory before every batch, unless told how much it may use: on 24 GB
 * that cost 2.1 s for one document, with these limits 13 ms.
 */
const BESIDE_READERS: IndexingLimits = { megabytes: 64, threads: 1 }

const MOST_MEGABYTES = 1_024

/**
 * For building indexes while nobody reads: all processors, and a quarter of the memory up to a gigabyte. Of a container's
 * memory where it has a limit.
 */
export function indexingAlone(): IndexingLimits {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  return {
    megabytes: Math.min(MOST_MEGABYTES, Math.floor(memory / 4 / 1_024 ** 2)),
    threads: availableParallelism(),
  }
}

function argumentsOf({
  port,
  database,
  home,
  indexing,
}: {
  readonly port: number
  readonly database: string
  readonly home: string
  readonly indexing: IndexingLimits
}) {
  return [
    ...['--http-addr', `127.0.0.1:${port}`],
    ...['--db-path', database],
    ...['--dump-dir', join(home, 'dumps')],
    ...['--snapshot-dir', join(home, 'snapshots')],
    ...['--env', 'production'],
    ...['--log-level', 'WARN'],
    '--no-analytics',
    ...['--max-indexing-memory', `${indexing.megabytes}MiB`],
    ...['--max-indexing-threads', String(indexing.threads)],
  ]
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })).ok
  } catch {
    // Not listening yet.
    return false
  }
}
