import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Probe } from './http'

/** A program that is started, watched and started again. */
export type ChildSpec = {
  readonly name: string
  /** Starts it, after ending what an earlier run left behind. */
  start(): ChildProcess
  /** Done when it answers; throws when it does not in time. */
  ready(): Promise<void>
}

export type Supervised = {
  /** Null while it runs and answers, else why not: a check for readiness. */
  reason(): string | null
  readonly name: string
  /** How often it had to be started again. */
  restarts(): number
  /** Ends it, and does not start it again. */
  stop(): Promise<void>
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000
/** Whoever ran this long is taken to be healthy: the next pause is short again. */
const HEALTHY_AFTER_MS = 60_000
const STOP_WITHIN_MS = 10_000

/** Keeps a child alive: when it dies it is started again, after a pause that doubles as long as it keeps dying. */
export function supervise(spec: ChildSpec, log: Logger): Supervised {
  // What a child says of an error is plain text by now.
  const heard = log.child({ child: spec.name }, { serializers: { err: (err: unknown) => err } })
  let state: 'starting' | 'running' | 'waiting' | 'stopped' = 'starting'
  let child: ChildProcess | null = null
  let pause = FIRST_PAUSE_MS
  let restarts = 0
  let said: readonly string[] = []
  let timer: NodeJS.Timeout | undefined

  const begin = () => {
    state = 'starting'
    const begun = Date.now()
    const current = spec.start()
    child = current
    for (const stream of [current.stdout, current.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        if (line.trim() === '') return
        said = [...said.slice(-19), line]
        passOn(line, heard)
      })
    }
    spec.ready().then(
      () => {
        if (child === current && state === 'starting') state = 'running'
      },
      (err: unknown) => {
        if (child !== current || state !== 'starting') return
        log.error({ child: spec.name, err }, 'a child does not answer; it is started again')
        current.kill('SIGTERM')
      },
    )
    current.once('exit', (code, signal) => {
      if (child !== current || state === 'stopped') return
      if (Date.now() - begun > HEALTHY_AFTER_MS) pause = FIRST_PAUSE_MS
      log.warn(
        { child: spec.name, code, signal, againInMs: pause, said },
        'a child ended; it is started again',
      )
      state = 'waiting'
      restarts += 1
      timer = setTimeout(begin, pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    })
  }
  begin()

  return {
    name: spec.name,
    reason: () => (state === 'running' ? null : `${spec.name} is ${state}`),
    restarts: () => restarts,
    stop: async () => {
      const running = state === 'starting' || state === 'running' ? child : null
      state = 'stopped'
      clearTimeout(timer)
      if (running) await ended(running)
    },
  }
}

/** How often a child was started again, for operators. */
export const restartsOf = (child: Supervised): Probe => ({
  name: `pdc_${child.name.replaceAll(' ', '_')}_restarts_total`,
  help: `How often the ${child.name} had to be started again`,
  value: child.restarts,
})

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await new Promise<void>((resolve) => {
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    child.once('exit', () => {
      clearTimeout(killer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

const Line = z.looseObject({ level: z.number().min(30), msg: z.string().optional() })

/** A structured line goes on as it is. What else a child chats about is kept for when it dies. */
function passOn(line: string, log: Logger): void {
  const structured = Line.safeParse(parsed(line))
  if (!structured.success) return
  const { level, msg, time: _time, pid: _pid, hostname: _host, name: _name, ...fields } = structured.data
  log[level >= 50 ? 'error' : level >= 40 ? 'warn' : 'info'](fields, msg)
}

function parsed(line: string): unknown {
  try {
    return line.startsWith('{') ? JSON.parse(line) : null
  } catch {
    return null
  }
}
