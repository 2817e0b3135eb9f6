import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findMeilisearch } from '../../src/platform/delivery/meilisearch-binary'
import { endpointFile } from '../../src/platform/delivery/meilisearch-process'
import { startMeilisearch, until } from '../support/meilisearch'

// A real engine on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'search-process-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const isAlive = (pid: number) => existsSync(`/proc/${pid}/exe`)

describe('finding the program', () => {
  it('takes the checked one from the npm package, as a copy that can be executed', async () => {
    const found = await findMeilisearch({ dataDir: folder, searchPath: '' })
    expect(found).toMatchObject({ kind: 'found', origin: 'package' })
    const again = await findMeilisearch({ dataDir: folder, searchPath: '' })
    expect(again).toEqual(found)
  })

  it('never runs one with another hash', async () => {
    const packageFile = join(folder, 'meilisearch')
    await writeFile(packageFile, 'something else')
    const found = await findMeilisearch({ dataDir: folder, searchPath: '', packageFile })
    expect(found).toMatchObject({ kind: 'absent', message: expect.stringContaining('is not run') })
  })

  it('takes one on the PATH where there is no package, and says what to do without any', async () => {
    const program = join(folder, 'meilisearch')
    expect(await findMeilisearch({ dataDir: folder, searchPath: folder, packageFile: null })).toMatchObject({
      kind: 'absent',
      message: expect.stringContaining('MEILI_URL'),
    })
    await writeFile(program, '#!/bin/sh\n')
    await chmod(program, 0o755)
    expect(await findMeilisearch({ dataDir: folder, searchPath: folder, packageFile: null })).toEqual({
      kind: 'found',
      file: program,
      origin: 'path',
    })
  })

  it('replaces a copy that was damaged', async () => {
    const found = await findMeilisearch({ dataDir: folder, searchPath: '' })
    if (found.kind === 'absent') throw new Error(found.message)
    await writeFile(found.file, 'damaged')
    await findMeilisearch({ dataDir: folder, searchPath: '' })
    expect((await stat(found.file)).size).toBeGreaterThan(1_000_000)
  })
})

describe('the running program', () => {
  it('ends when its parent is killed outright', async () => {
    const pidFile = join(folder, 'program.pid')
    const parent = ['scripts/program.mjs', 'tests/support/guarded-sleep.ts', pidFile]
    const child = spawn(process.execPath, parent, { stdio: 'ignore' })
    await until('the program runs', () => existsSync(pidFile))
    await until('its process id is written', async () => (await readFile(pidFile, 'utf8')) !== '')
    const pid = Number(await readFile(pidFile, 'utf8'))
    expect(isAlive(pid)).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await until('the program has ended too', () => !isAlive(pid))
    await until('its pid file is gone', () => !existsSync(pidFile))
  }, 30_000)

  it('is ended by the next start when its watchdog was killed', async () => {
    const program = await startMeilisearch()
    const first = await program.pid()
    await program.killWatchdog()
    expect(isAlive(first)).toBe(true)
    await program.start()
    await until('the left-over has ended', () => !isAlive(first))
    await until('another runs', async () => isAlive(await program.pid()))
    expect(await program.pid()).not.toBe(first)
    await program.close()
  }, 30_000)

  it('listens on loopback only, and keeps its key from other users', async () => {
    const program = await startMeilisearch()
    const commandLine = await readFile(`/proc/${await program.pid()}/cmdline`, 'utf8')
    expect(commandLine).toContain('127.0.0.1:')
    expect(commandLine).toContain('--no-analytics')
    expect(commandLine).not.toContain(program.endpoint.key)
    expect((await fetch(`${program.endpoint.url}/indexes`)).status).toBe(401)
    expect((await stat(endpointFile(program.dataDir))).mode & 0o077).toBe(0)
    await program.close()
  }, 30_000)
})
