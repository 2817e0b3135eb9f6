import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { supervise } from './supervise'
import type { ChildSpec, Supervised } from './supervise'

const quiet = pino({ level: 'silent' })
let folder: string
let supervised: Supervised | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervise-'))
})
afterEach(async () => {
  await supervised?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A child that notes its process id and then lives on, or ends at once. */
const child = (behaviour: 'lives' | 'dies'): ChildSpec => ({
  name: 'child',
  start: () =>
    spawn(process.execPath, [
      '-e',
      behaviour === 'lives'
        ? `require('fs').appendFileSync(${JSON.stringify(notes())}, process.pid + '\\n'); setInterval(() => {}, 1000)`
        : `require('fs').appendFileSync(${JSON.stringify(notes())}, process.pid + '\\n')`,
    ]),
  ready: () => until(() => started().length > 0),
})
const notes = () => join(folder, 'started')
const started = (): readonly string[] => {
  try {
    return readFileSync(notes(), 'utf8').trim().split('\n')
  } catch {
    return []
  }
}
async function until(check: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!check()) {
    if (Date.now() > deadline) throw new Error('waited too long')
    await wait(10)
  }
}
const isAlive = (pid: string) => {
  try {
    process.kill(Number(pid), 0)
    return true
  } catch {
    return false
  }
}

describe('a supervised child', () => {
  it('is started again after kill -9', async () => {
    supervised = supervise(child('lives'), quiet)
    await until(() => started().length === 1 && supervised?.reason() === null)
    process.kill(Number(started()[0]), 'SIGKILL')
    await until(() => started().length === 2 && supervised?.reason() === null)
    expect(supervised.restarts()).toBe(1)
    expect(isAlive(started()[1] ?? '')).toBe(true)
  })

  it('is tried again and again, with its state told, while it keeps dying', async () => {
    supervised = supervise(child('dies'), quiet)
    await until(() => (supervised?.restarts() ?? 0) >= 2)
    expect(supervised.reason()).toMatch(/^child is /)
  })

  it('is heard in lines of its log, with all that they hold, and not in what else it says', async () => {
    const heard: string[] = []
    const log = pino({ base: null }, { write: (line) => heard.push(line) })
    const said = {
      level: 50,
      pid: 7,
      reqId: 'ab12-3',
      err: { type: 'Trouble', message: 'broken' },
      msg: 'no',
    }
    const script = `console.log('ready'); console.log(${JSON.stringify(JSON.stringify(said))}); setInterval(() => {}, 1000)`
    supervised = supervise(
      { name: 'child', start: () => spawn(process.execPath, ['-e', script]), ready: async () => {} },
      log,
    )
    await until(() => heard.length > 0)
    const { time: _time, ...line } = JSON.parse(heard[0] ?? '')
    const { pid: _pid, ...rest } = said
    expect(line).toEqual({ ...rest, child: 'child' })
    expect(heard).toHaveLength(1)
  })

  it('stays away once it is stopped', async () => {
    supervised = supervise(child('lives'), quiet)
    await until(() => supervised?.reason() === null)
    await supervised.stop()
    expect(started().some(isAlive)).toBe(false)
    expect(supervised.reason()).toBe('child is stopped')
  })
})
