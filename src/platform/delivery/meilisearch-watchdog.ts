import { spawn, type ChildProcess } from 'node:child_process'

/**
 * Runs in a small Node process between this one and the program. A parent that is killed outright can tell nobody; but
 * its end of the pipe closes, and that ends the program. As text, so that it works unchanged in a bundle.
 *
 * Should the watchdog itself be killed, the program is left behind; the next start ends it by its pid file. Process ids
 * are used again by the system, so a process is only ended when its command line holds `trace`.
 */
const WATCHDOG = String.raw`
const { execFileSync, spawn } = require('node:child_process')
const { readFileSync, rmSync, writeFileSync } = require('node:fs')
const [pidFile, trace, command, ...args] = process.argv.slice(1)

const attempt = (action) => { try { return action() } catch { return '' } }
const commandLineOf = (pid) =>
  attempt(() => readFileSync('/proc/' + pid + '/cmdline', 'utf8')) ||
  attempt(() => execFileSync('ps', ['-ww', '-o', 'args=', '-p', pid], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
const leftOver = attempt(() => readFileSync(pidFile, 'utf8')).trim()
if (/^\d+$/.test(leftOver) && commandLineOf(leftOver).includes(trace)) {
  attempt(() => process.kill(Number(leftOver), 'SIGKILL'))
  const deadline = Date.now() + 5000
  while (commandLineOf(leftOver).includes(trace) && Date.now() < deadline) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
}

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
if (child.pid) writeFileSync(pidFile, String(child.pid))
let killer
const end = () => {
  child.kill('SIGTERM')
  killer ??= setTimeout(() => child.kill('SIGKILL'), 5000)
}
process.stdin.on('end', end).on('error', end).on('close', end).resume()
process.on('SIGTERM', end)
// Ctrl-C reaches the whole group; who ends when is the parent's to say.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {})
child.on('error', (error) => { console.error(error.message); process.exit(127) })
child.on('exit', (code, signal) => {
  rmSync(pidFile, { force: true })
  process.exit(signal ? 1 : code ?? 1)
})
`

/** Starts a program that ends when this process does, however it ends. The child is the watchdog; SIGTERM ends both. */
export function spawnGuarded({
  command,
  args,
  pidFile,
  trace,
  env,
}: {
  readonly command: string
  readonly args: readonly string[]
  /** Holds the program's process id while it runs. */
  readonly pidFile: string
  /** What the command line of this program holds and that of no other, such as its data folder. */
  readonly trace: string
  readonly env: Readonly<Record<string, string>>
}): ChildProcess {
  return spawn(process.execPath, ['-e', WATCHDOG, pidFile, trace, command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
  })
}
