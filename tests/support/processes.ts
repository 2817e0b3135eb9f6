import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../e2e/support/app'

export type Role = 'delivery' | 'editor' | 'worker'

/** One process of the product, which tests start, stop, kill and put to sleep. */
export type TestNode = {
  readonly role: Role
  readonly name: string
  readonly url: string
  start(): Promise<void>
  /** As an orchestrator does: SIGTERM, and then waiting. */
  stop(): Promise<void>
  /** As a crash does. */
  kill(): Promise<void>
  signal(signal: NodeJS.Signals): void
  /** The process id of the program that the editor's front runs; null when it does not run. */
  childPid(): number | null
  isRunning(): boolean
  /** The last words of the process, for messages. */
  said(): string
}

const KEPT_OUTPUT = 6_000
const READY_WITHIN_MS = 60_000

export function testNode(options: {
  readonly role: Role
  readonly name: string
  readonly port: number
  readonly dataDir: string
  /** Of Node: the program and what it gets. */
  readonly args: readonly string[]
  /** Asked at each start. */
  readonly environment: () => Readonly<Record<string, string>>
}): TestNode {
  const { role, name, port, dataDir, args, environment } = options
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let said = ''

  const isRunning = () => child !== null && child.exitCode === null && child.signalCode === null
  const ended = (running: ChildProcess) =>
    running.exitCode !== null || running.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((done) => running.once('exit', () => done()))

  return {
    role,
    name,
    url,
    async start() {
      const started = spawn(process.execPath, [...args], {
        env: { ...process.env, ...environment(), PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-KEPT_OUTPUT)))
      await until(`${name} to answer`, READY_WITHIN_MS, async () => {
        if (started.exitCode !== null || started.signalCode !== null)
          throw new Error(`${name} ended with ${started.exitCode ?? started.signalCode}:\n${said}`)
        return (await fetch(`${url}/${role === 'delivery' ? 'readyz/read' : 'healthz'}`)).ok
      })
    },
    async stop() {
      if (!isRunning() || child === null) return
      child.kill('SIGTERM')
      await ended(child)
    },
    async kill() {
      if (!isRunning() || child === null) return
      child.kill('SIGKILL')
      await ended(child)
    },
    signal: (signal) => void child?.kill(signal),
    childPid() {
      const file = join(dataDir, `editor-${port}.pid`)
      return existsSync(file) ? Number(readFileSync(file, 'utf8')) : null
    },
    isRunning,
    said: () => said,
  }
}
