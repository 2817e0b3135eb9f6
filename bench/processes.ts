import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port'

type Environment = Readonly<Record<string, string>>

export type Product = {
  readonly child: ChildProcess
  /** From the start of the process until a reader gets an answer, and until everything is ready. */
  readonly readingMs: number
  readonly readyMs: number
}

/** The product as it runs in earnest: delivery with the editor and the search engine as children. */
export async function startProduct(environment: Environment, url: string): Promise<Product> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server.js', '--with-parent'], {
    env: { ...process.env, ...environment, NODE_ENV: 'production' },
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const answers = (path: string) => async () => (await fetch(url + path).catch(() => null))?.ok === true
  try {
    const query = new URLSearchParams({ query: '{ catalogue { revision } }' })
    await until('readers to get answers', 120_000, answers(`/graphql?${query.toString()}`))
    const readingMs = performance.now() - begun
    await until('the product to be ready', 300_000, answers('/readyz'))
    return { child, readingMs, readyMs: performance.now() - begun }
  } catch (error) {
    await stop(child)
    throw error
  }
}

/** Payload's generated GraphQL; gives its address. */
export async function startGenerated(
  environment: Environment,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(
    process.execPath,
    ['--conditions=production', 'scripts/program.mjs', 'bench/generated-graphql.ts'],
    {
      env: { ...process.env, ...environment, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const port = await new Promise<string>((found, failed) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const match = /PORT (\d+)/.exec(said)
      if (match?.[1]) found(match[1])
    })
    child.once('exit', () => failed(new Error(`Payload's GraphQL did not start:\n${said}`)))
  })
  return { child, url: `http://127.0.0.1:${port}/` }
}

const NEXT = resolve('node_modules/next/dist/bin/next')
const PLAIN = resolve('bench/next-route')

/** A Next application with one route that does nothing; built when the packages are newer. */
export async function startPlainRoute(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const next = (...args: readonly string[]) =>
    spawn(process.execPath, [NEXT, ...args], { cwd: PLAIN, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const built = statSync(join(PLAIN, '.next/BUILD_ID'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (built < statSync('package-lock.json').mtimeMs) {
    // Turbopack would take the instrumentation of the project around it along.
    const code = await new Promise<number | null>((ended) => next('build', '--webpack').once('exit', ended))
    if (code !== 0) throw new Error(`Building ${PLAIN} ended with ${code}`)
  }
  const port = await freePort()
  const child = next('start', '-p', String(port), '-H', '127.0.0.1')
  const url = `http://127.0.0.1:${port}`
  await until(
    'the plain route',
    60_000,
    async () => (await fetch(`${url}/plain`).catch(() => null))?.ok === true,
  )
  return { child, url }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
}

/** Milliseconds until `check` says yes. */
export async function until(what: string, withinMs: number, check: () => Promise<boolean>): Promise<number> {
  const begun = performance.now()
  while (!(await check())) {
    if (performance.now() - begun > withinMs) throw new Error(`Waited ${withinMs} ms for ${what}`)
    await pause(5)
  }
  return performance.now() - begun
}

/** Memory in use by a process, in megabytes; NaN where the system does not tell. */
export const memoryOf = (child: ChildProcess): number => megabytesIn(child, 'VmRSS')
/** The most that it ever used. */
export const highestMemoryOf = (child: ChildProcess): number => megabytesIn(child, 'VmHWM')

function megabytesIn(child: ChildProcess, name: string): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}
