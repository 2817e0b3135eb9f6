import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runTransfer, TRANSFER_USAGE } from '../../src/cli/transfer-command'
import { noteExport } from '../../src/platform/editor'
import { editorEngine } from '../../src/platform/editor/engines'
import { copyCatalogue, type CopySide } from '../../src/platform/editor/transfer'
import { untyped } from '../integration/publishing-editor'
import { openBackstage } from '../support/backstage'
import { openBeside, openEditor, type OpenEditor } from '../support/editor'
import { engineUnderTest } from '../support/engines/engine'
import { EMAIL, fill, PASSWORD } from '../support/small-catalogue'

let source: OpenEditor
let target: OpenEditor
let back: OpenEditor
let said: string[]

const side = (editor: OpenEditor, name: string): CopySide => ({
  name,
  payload: editor.payload,
  engine: editorEngine(editor.env),
})

const opened = (editor: OpenEditor, name: string) => ({
  ...side(editor, name),
  noteExport: (documents: number) => noteExport(editor.payload, documents),
  close: async () => {},
})

const transfer = (from: OpenEditor, to: OpenEditor) =>
  runTransfer(['from', 'to'], {
    open: async (which) => opened(which === 'from' ? from : to, which),
    print: (line) => said.push(line),
    complain: (line) => said.push(line),
  })

const exportsOf = async (editor: OpenEditor) =>
  (
    await editor.payload.find({ collection: 'audit-events', where: { action: { equals: 'exported' } } })
  ).docs.map(({ detail }) => detail)

describe('copying a catalogue', () => {
  beforeEach(async () => {
    source = await openEditor({ engine: { kind: 'sqlite' } })
    target = await openEditor({ engine: engineUnderTest() })
    back = await openEditor({ engine: { kind: 'sqlite' } })
    said = []
    await fill(source)
  })
  afterEach(async () => {
    await source.close()
    await target.close()
    await back.close()
  })

  it('gives the same catalogue there, and the same again back here', async () => {
    expect([await transfer(source, target), said.filter((line) => line.includes('✗'))]).toEqual([0, []])
    expect(said).toContain('The two are the same.')
    expect(said.some((line) => /✓ products: 3 documents, \d+ versions/.test(line))).toBe(true)
    expect(await exportsOf(source)).toEqual([expect.stringMatching(/^\d+ documents$/)])
    expect(await transfer(target, back)).toBe(0)
    const [before, after] = [
      await openBackstage(source.env.databaseUrl),
      await openBackstage(back.env.databaseUrl),
    ]
    expect(await after.lines()).toEqual(await before.lines())
    await before.close()
    await after.close()
  }, 120_000)

  it('gives a catalogue that goes on where the other was: logins, drafts, numbers of the log', async () => {
    await transfer(source, target)
    const local = untyped(target.payload)
    const login = await target.payload.login({
      collection: 'users',
      data: { email: EMAIL, password: PASSWORD },
    })
    expect(login.user).toMatchObject({ email: EMAIL, roles: ['editor', 'agent'] })
    const backstage = await openBackstage(target.env.databaseUrl)
    const before = await backstage.lines()
    const [product] = (
      await target.payload.find({
        collection: 'products',
        where: { slug: { equals: 'paspoort-2' } },
        draft: true,
      })
    ).docs
    expect(product?.title).toBe('Nog niet')
    await local.update({
      collection: 'products',
      id: product?.id ?? '',
      data: { title: 'Nu wel', _status: 'published' },
    })
    const lines = await backstage.lines()
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1))
    expect(lines.length).toBeGreaterThan(before.length)
    await backstage.close()
  }, 120_000)

  it('goes on where it was cut off, and then is the same', async () => {
    const cut = copyCatalogue(side(source, 'from'), side(target, 'to'), (collection) => {
      if (collection === 'products') throw new Error('the terminal is gone')
    })
    await expect(cut).rejects.toThrow('the terminal is gone')
    const beside = await openBeside(target)
    expect(await transfer(source, beside)).toBe(0)
    await beside.close()
  }, 120_000)

  it('refuses a target that is not empty, also one that another transfer was filling', async () => {
    await untyped(target.payload).create({
      collection: 'themes',
      data: { title: 'Van een ander', slug: 'van-een-ander' },
    })
    expect(await transfer(source, target)).toBe(1)
    expect(said.join('\n')).toMatch(/to is not empty: themes holds 1/)

    const other = copyCatalogue(side(source, 'another'), side(back, 'to'), () => {
      throw new Error('cut off')
    })
    await expect(other).rejects.toThrow('cut off')
    expect(await transfer(source, back)).toBe(1)
  }, 120_000)

  it('says so when something was written meanwhile', async () => {
    const whole = side(target, 'to')
    const afterCopy = async () => {
      await whole.engine.afterCopy(target.payload)
      const data = { title: 'Tussendoor', slug: 'tussendoor' }
      await untyped(source.payload).create({ collection: 'themes', data })
    }
    const ends = {
      from: opened(source, 'from'),
      to: { ...opened(target, 'to'), engine: { ...whole.engine, afterCopy } },
    }
    const code = await runTransfer(['from', 'to'], {
      open: async (which) => (which === 'from' ? ends.from : ends.to),
      print: (line) => said.push(line),
      complain: (line) => said.push(line),
    })
    expect(code).toBe(1)
    expect(said.join('\n')).toMatch(/✗ themes: 1 documents[\s\S]*not the same/)
  }, 120_000)
})

describe('the command', () => {
  beforeEach(() => {
    said = []
  })

  it.each([[[]], [['file:a']], [['file:a', 'file:a']], [['file:a', 'file:b', 'more']]])(
    'explains itself when it is given %j',
    async (args) => {
      const code = await runTransfer(args, {
        open: () => Promise.reject(new Error('nothing is opened')),
        print: () => undefined,
        complain: (line) => said.push(line),
      })
      expect([code, said]).toEqual([2, [TRANSFER_USAGE]])
    },
  )
})
