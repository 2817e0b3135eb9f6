import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runImport } from '../../src/cli/import-command'
import { aUplName, csvOf, rowsOf } from '../../src/exchange/upl/csv.fixture'
import type { UplName } from '../../src/exchange/upl'
import { followUpRunner } from '../../src/platform/editor/follow-ups'
import { uplCatalogue } from '../../src/platform/editor/upl-catalogue'
import { keepsTransactions } from '../support/engines/engine'
import { openPublishingEditor, paragraph, type TestEditor } from './publishing-editor'

const NATIONAL_LIST = new URL('../../../shared/data/UPL-actueel.csv', import.meta.url)
const PASSPORT = aUplName('paspoort', { flags: ['national', 'municipality', 'resident', 'application'] })
const EXTRACT = aUplName('brpUittr', { label: 'brp-uittreksel', sdgCodes: ['A1', 'B4'] })

let editor: TestEditor
let folder: string

beforeEach(async () => {
  editor = await openPublishingEditor()
  folder = await mkdtemp(join(tmpdir(), 'import-upl-'))
})
afterEach(async () => {
  await editor.close()
  await rm(folder, { recursive: true, force: true })
})

type Importing = { readonly onPrint?: (line: string) => void; readonly options?: readonly string[] }
const ACCEPTED: Importing = { options: ['--accept-removals'] }

/** Runs `npm run import -- upl <file>` on the test's catalogue, which stays open for the test to look at. */
async function importing(bytes: Uint8Array, { onPrint = () => undefined, options = [] }: Importing = {}) {
  const file = join(folder, 'list.csv')
  await writeFile(file, bytes)
  const lines: string[] = []
  const exitCode = await runImport(['upl', file, ...options], {
    open: async () => ({
      ...uplCatalogue(editor.payload, editor.parts.clock),
      close: () => Promise.resolve(),
    }),
    print: (line) => {
      lines.push(line)
      onPrint(line)
    },
    complain: (line) => lines.push(line),
  })
  return { exitCode, text: lines.join('\n') }
}
const importingNames = (...names: readonly UplName[]) => importing(csvOf(names.flatMap(rowsOf)))

async function storedNames() {
  const { docs } = await editor.payload.find({ collection: 'upl-entries', pagination: false, sort: 'uri' })
  return docs
}
const counts = (added: number, changed: number, returned: number, ended: number, unchanged: number) =>
  new RegExp(
    `added +${added}\\n +changed +${changed}\\n +returned +${returned}\\n +ended +${ended}\\n +unchanged +${unchanged}$`,
    'mu',
  )

async function save(
  collection: 'organisations' | 'products',
  data: Record<string, unknown>,
): Promise<string> {
  return String((await editor.payload.create({ collection, data })).id)
}

const aProductWith = async (uplEntry: unknown, title: string): Promise<string> =>
  save('products', {
    title,
    audiences: ['resident'],
    organisation: await save('organisations', { name: 'Gemeente Voorbeeld', type: 'municipality' }),
    uplEntries: [uplEntry],
    reviewBy: '2099-01-01T12:00:00.000Z',
    answers: [{ channel: 'general', body: paragraph('Ga naar de balie.') }],
    _status: 'published',
  })

describe('importing uniform product names', () => {
  it('stores every name with its flags, codes and legal bases, and changes nothing the second time', async () => {
    const basis = {
      uri: 'http://standaarden.overheid.nl/owms/terms/Ppw_art_26',
      label: 'Artikel 26',
      url: null,
    }
    const names = [{ ...PASSPORT, legalBases: [basis] }, EXTRACT]
    const first = await importingNames(...names)
    expect(first.text).toMatch(counts(2, 0, 0, 0, 0))
    expect(await storedNames()).toMatchObject([
      { label: 'brp-uittreksel', uri: EXTRACT.uri, sdgCodes: ['A1', 'B4'] },
      { label: 'paspoort', layers: ['state', 'municipality'], legalBases: [{ label: 'Artikel 26' }] },
    ])
    const before = await storedNames()
    expect((await importingNames(...names)).text).toMatch(counts(0, 0, 0, 0, 2))
    expect(await storedNames()).toEqual(before)
  })

  it('keeps a vanished name with an end date, names who uses it, and takes it back when it returns', async () => {
    await importingNames(PASSPORT, EXTRACT)
    const passport = (await storedNames()).find(({ uri }) => uri === PASSPORT.uri)
    await aProductWith(passport?.id, 'Paspoort aanvragen')

    const vanished = await importing(csvOf(rowsOf(EXTRACT)), ACCEPTED)
    expect(vanished.text).toMatch(counts(0, 0, 0, 1, 1))
    expect(vanished.text).toContain('used by product "Paspoort aanvragen"')
    expect(await storedNames()).toMatchObject([
      { endedAt: null },
      { id: passport?.id, endedAt: expect.any(String) },
    ])

    expect((await importingNames(PASSPORT, EXTRACT)).text).toMatch(counts(0, 0, 1, 0, 1))
    expect(await storedNames()).toMatchObject([{}, { id: passport?.id, endedAt: null }])
  })

  it('publishes again what uses a name that changed', async () => {
    await importingNames(PASSPORT)
    const product = await aProductWith((await storedNames())[0]?.id, 'Paspoort aanvragen')
    await importingNames({ ...PASSPORT, label: 'reispaspoort' })
    const runner = followUpRunner(editor.payload, editor.parts)
    await runner.drain()
    await runner.stop()
    const last = (await editor.lines({ kind: 'product', id: product })).at(-1)
    expect(JSON.parse(last?.record ?? '{}').uniformProductNames).toEqual([
      { label: 'reispaspoort', uri: PASSPORT.uri },
    ])
  })

  it('moves a name to another URI without losing the old one', async () => {
    await importingNames(PASSPORT)
    const moved = aUplName('paspoortNieuw', { label: 'paspoort' })
    expect((await importing(csvOf(rowsOf(moved)), ACCEPTED)).text).toMatch(counts(1, 0, 0, 1, 0))
    expect(await storedNames()).toMatchObject([{ uri: PASSPORT.uri }, { uri: moved.uri, endedAt: null }])
  })

  it('is noted in the audit log, and not when it breaks off', async () => {
    await importingNames(PASSPORT, EXTRACT)
    const breakOff = (line: string) => {
      if (line.includes('written')) throw new Error('broken off')
    }
    const { text } = await importing(csvOf(rowsOf(PASSPORT)), { ...ACCEPTED, onPrint: breakOff })
    expect(text).toContain('broken off')
    const { docs } = await editor.payload.find({
      collection: 'audit-events',
      where: { action: { equals: 'imported' } },
    })
    expect(docs).toMatchObject([
      { subjectKind: 'format', subjectId: 'upl', detail: '2 added, 0 changed, 0 ended', actorId: null },
    ])
  })

  it.runIf(keepsTransactions())('leaves nothing behind when it breaks off after the last write', async () => {
    await importingNames(PASSPORT)
    const onPrint = (line: string) => {
      if (line.includes('2 of 2 written')) throw new Error('the terminal is gone')
    }
    const { exitCode, text } = await importing(csvOf(rowsOf(EXTRACT)), { ...ACCEPTED, onPrint })
    expect(exitCode).toBe(1)
    expect(text).toContain('Nothing was imported: the terminal is gone')
    expect(await storedNames()).toMatchObject([{ uri: PASSPORT.uri, endedAt: null }])
  })

  it('asks before it takes a file that was cut off at the end of a line', async () => {
    const basis = (article: number) => ({ uri: null, label: `Artikel ${article}`, url: null })
    const names = Array.from({ length: 60 }, (_, index) =>
      aUplName(`naam${index}`, { legalBases: index % 3 === 0 ? [basis(1), basis(2)] : [] }),
    )
    const whole = csvOf(names.flatMap(rowsOf))
    await importing(whole)
    const before = await storedNames()
    const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole).split('\n')
    const cut = new TextEncoder().encode(`${lines.slice(0, 1 + 57).join('\n')}\n`)

    const refused = await importing(cut)
    expect(refused.exitCode).toBe(1)
    expect(refused.text).toMatch(/Nothing was imported: The file lacks 17 of the 60 names/u)
    expect(refused.text).toContain('add --accept-removals to the command')
    expect(await storedNames()).toEqual(before)

    // The cut fell between the two rows of one name.
    expect((await importing(cut, ACCEPTED)).text).toMatch(counts(0, 1, 0, 17, 42))
  })

  it('changes nothing when the file is refused', async () => {
    await importingNames(PASSPORT)
    const { exitCode, text } = await importingNames(EXTRACT, { ...EXTRACT, label: 'uittreksel' })
    expect(exitCode).toBe(1)
    expect(text).toMatch(/line 3: .*brpUittr.* is "uittreksel" here and "brp-uittreksel" on line 2/u)
    expect(await storedNames()).toMatchObject([{ uri: PASSPORT.uri, endedAt: null }])
  })

  it.skipIf(!existsSync(NATIONAL_LIST))(
    'takes the national list, and again without a change (skipped without a download beside the checkout)',
    { timeout: 120_000 },
    async () => {
      const bytes = readFileSync(NATIONAL_LIST)
      const uris = new Set(
        bytes.toString('utf8').match(/http:\/\/standaarden\.overheid\.nl\/owms\/terms\/[^,"]+(?=,(X|,))/gu),
      )
      expect((await importing(bytes)).text).toMatch(counts(uris.size, 0, 0, 0, 0))
      expect((await storedNames()).map(({ uri }) => uri)).toEqual([...uris].sort())
      expect((await importing(bytes)).text).toMatch(counts(0, 0, 0, 0, uris.size))
    },
  )
})
