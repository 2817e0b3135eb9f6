import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewLogEntry } from '../../../src/publications'

export type ServedDelivery = {
  readonly url: string
  readonly port: number
  /** Seconds of processor time that the server has used so far. */
  cpuSeconds(): Promise<number>
  /** A number of `/metrics`. */
  metric(name: string): Promise<number>
  stop(): Promise<void>
}

export type ServedSettings = {
  readonly lines?: readonly NewLogEntry[]
  readonly rateLimit?: number
  readonly connectionLimits?: object
  readonly loadLimits?: object
  readonly busyMs?: number
}

/** Starts delivery in a process of its own, listening on a free port of loopback. */
export async function serveDelivery(settings: ServedSettings): Promise<ServedDelivery> {
  const folder = mkdtempSync(join(tmpdir(), 'served-'))
  const file = join(folder, 'settings.json')
  const complete = {
    lines: [],
    rateLimit: 0,
    connectionLimits: {},
    loadLimits: {},
    busyMs: 0,
    ...settings,
  }
  writeFileSync(file, JSON.stringify(complete))
  const child = spawn(process.execPath, ['scripts/program.mjs', 'tests/support/delivery/serve.ts', file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened`)))
  })
  const metric = async (name: string) => {
    const text = await (await fetch(`${url}/metrics`)).text()
    const line = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)
    if (!line) throw new Error(`There is no measure ${name}`)
    return Number(line[1])
  }
  return {
    url,
    port: Number(new URL(url).port),
    metric,
    cpuSeconds: () => metric('process_cpu_seconds_total'),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}
