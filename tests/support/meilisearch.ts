import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findMeilisearch } from '../../src/platform/delivery/meilisearch-binary'
import { meilisearchProcess } from '../../src/platform/delivery/meilisearch-process'
import type { MeilisearchEndpoint } from '../../src/platform/delivery/meilisearch-client'

export const TEST_KEY = 'a-key-for-tests-only-0123456789'

export type TestMeilisearch = {
  readonly endpoint: MeilisearchEndpoint
  readonly dataDir: string
  /** Process id of the program itself. */
  pid(): Promise<number>
  start(): Promise<void>
  /** Kills the program outright, as a crash would. */
  kill(): Promise<void>
  /** Kills only what watches over it, so that the program is left behind. */
  killWatchdog(): Promise<void>
  /** Ends it and removes its data. */
  close(): Promise<void>
}

/**
 * A Meilisearch of its own for one test file: free port, fresh folder (in `parent`, if given), the same program and arguments as
 * in production.
 */
export async function startMeilisearch(parent: string = tmpdir()): Promise<TestMeilisearch> {
  const dataDir = await mkdtemp(join(parent, 'search-test-'))
  const binary = await findMeilisearch({ dataDir, searchPath: process.env.PATH ?? '' })
  if (binary.kind === 'absent') throw new Error(binary.message)
  const program = await meilisearchProcess({ binary: binary.file, dataDir, masterKey: TEST_KEY })
  let child: ChildProcess | null = null

  const pid = async () => {
    return Number(await readFile(join(dataDir, 'meili', 'meilisearch.pid'), 'utf8'))
  }
  const start = async () => {
    child = program.start()
    child.stdout?.resume()
    child.stderr?.resume()
    await program.ready()
  }
  const ended = async () => {
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  await start()
  return {
    endpoint: program.endpoint,
    dataDir,
    pid,
    start,
    async kill() {
      process.kill(await pid(), 'SIGKILL')
      await ended()
    },
    async killWatchdog() {
      child?.kill('SIGKILL')
      await ended()
    },
    async close() {
      child?.stdin?.end()
      await ended()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Polls until the condition holds; fails with what it was waiting for. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
