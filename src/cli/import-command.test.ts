import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runImport } from './import-command'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the command where opening the catalogue is a broken promise: a refused file must not get that far. */
async function refused(...args: string[]) {
  const complaints: string[] = []
  const exitCode = await runImport(args, {
    open: () => Promise.reject(new Error('The catalogue must not be opened')),
    print: () => undefined,
    complain: (line) => complaints.push(line),
  })
  return { exitCode, text: complaints.join('\n') }
}

describe('npm run import', () => {
  it.each([
    [[]],
    [['upl']],
    [['upl', 'a.csv', 'b.csv']],
    [['vac', 'a.csv']],
    [['upl', '--accept-removals']],
    [['upl', 'a.csv', '--force']],
  ])('explains itself when called with %j', async (args) => {
    const { exitCode, text } = await refused(...args)
    expect(exitCode).toBe(2)
    expect(text).toContain('Usage: npm run import -- <format> <file>')
  })

  it('says which file cannot be read', async () => {
    const { exitCode, text } = await refused('upl', path.join(folder, 'nothing.csv'))
    expect(exitCode).toBe(1)
    expect(text).toMatch(/nothing\.csv cannot be read: ENOENT/u)
  })

  it('refuses a wrong file with its lines before it opens the catalogue', async () => {
    const file = path.join(folder, 'wrong.csv')
    await writeFile(file, 'UniformeProductnaam;URI\naangifte;http://example.org\n')
    const { exitCode, text } = await refused('upl', file)
    expect(exitCode).toBe(1)
    expect(text).toContain('was not imported:\n  line 1: the columns are separated by semicolons')
  })
})
