import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { spawnGuarded } from './meilisearch-watchdog'
import type { ChildSpec } from './supervise'

const READY_WITHIN_MS = 90_000

/** The editor (Next with Payload) as a child on loopback. */
export function editorProcess(options: {
  readonly port: number
  /** Names its process id while it runs; two editors on one folder need two. */
  readonly pidFile: string
  /** `dev` builds while it runs and reloads. */
  readonly mode: 'start' | 'dev'
  readonly environment: Readonly<Record<string, string>>
}): ChildSpec & { readonly url: string } {
  const { port, pidFile, mode, environment } = options
  const url = `http://127.0.0.1:${port}`
  const next = createRequire(join(process.cwd(), 'package.json')).resolve('next/dist/bin/next')
  return {
    name: 'editor',
    url,
    start: () =>
      spawnGuarded({
        command: process.execPath,
        // As `scripts/programs.mjs` says.
        args: ['--conditions=production', next, mode, '--hostname', '127.0.0.1', '--port', String(port)],
        pidFile,
        trace: next,
        env: environment,
      }),
    async ready() {
      const deadline = Date.now() + READY_WITHIN_MS
      while (!(await answers(`${url}/api/access`))) {
        if (Date.now() > deadline) throw new Error('The editor did not answer in time after its start')
        await wait(100)
      }
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok
  } catch {
    // Not listening yet.
    return false
  }
}
