import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type RunningApp = {
  readonly url: string
  readonly admin: { readonly email: string; readonly password: string }
  readonly dataDir: string
  /** What the start command printed so far. */
  readonly output: () => string
  stop(): Promise<void>
}

/** Starts the whole product with its own start command, on a free port and an empty folder, as an operator would. */
export async function startApp(
  options: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<RunningApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'antwoordcatalogus-e2e-'))
  const port = await freePort()
  const admin = { email: 'beheer@voorbeeld.test', password: 'Een-lang-wachtwoord-1' }
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      PORT: String(port),
      PDC_DATA_DIR: dataDir,
      PDC_ADMIN_EMAIL: admin.email,
      PDC_ADMIN_PASSWORD: admin.password,
      PDC_RATE_LIMIT: '0',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const url = `http://127.0.0.1:${port}`
  try {
    await until(`the app to be ready\n${printed.slice(-4000)}`, 300_000, async () => {
      if (child.exitCode !== null)
        throw new Error(`The start command ended with ${child.exitCode}:\n${printed}`)
      return (await fetch(`${url}/readyz`)).ok
    })
  } catch (cause) {
    await end(child)
    throw new Error(`The app did not become ready:\n${printed.slice(-6000)}`, { cause })
  }
  return {
    url,
    admin,
    dataDir,
    output: () => printed,
    stop: async () => {
      await end(child)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Asks again until `check` says yes; errors of `fetch` count as "not yet". */
export async function until(what: string, withinMs: number, check: () => Promise<boolean>): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const done = await check().catch((err: unknown) => {
      if (err instanceof TypeError) return false
      throw err
    })
    const elapsed = performance.now() - begun
    if (done) return elapsed
    if (elapsed > withinMs) throw new Error(`Waited ${withinMs} ms for ${what}`)
    await pause(20)
  }
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port')),
      )
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await Promise.race([ended, pause(15_000).then(() => child.kill('SIGKILL'))])
}
