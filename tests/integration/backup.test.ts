import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BackupError, makeBackup, restoreBackup, stateOf } from '../../src/cli/backup-command'
import { checkParity } from '../../src/cli/parity-check'
import { sqliteBackup } from '../../src/cli/sqlite-backup'
import { fileOf } from '../../src/platform/database-address'
import { sqliteLogReader } from '../../src/platform/delivery/store/sqlite-log-reader'
import { openEditor } from '../support/editor'
import {
  openPublishingEditor,
  paragraph,
  type TestEditor,
  untyped,
  type UntypedPayload,
} from './publishing-editor'

let editor: TestEditor
let place: string
let organisation: string
let uplEntry: string

beforeEach(async () => {
  editor = await openPublishingEditor()
  place = await mkdtemp(join(tmpdir(), 'backup-'))
  organisation = await save(editor.local, 'organisations', {
    name: 'Gemeente Voorbeeld',
    type: 'municipality',
  })
  uplEntry = await save(editor.local, 'upl-entries', {
    label: 'paspoort',
    uri: 'http://example.org/upl/paspoort',
  })
})
afterEach(async () => {
  await editor.close()
  await rm(place, { recursive: true })
})

const save = async (local: UntypedPayload, collection: string, data: object) =>
  String((await local.create({ collection, data })).id)
const aProduct = (title: string, local = editor.local) =>
  save(local, 'products', {
    ...{ title, slug: title.toLowerCase(), organisation, uplEntries: [uplEntry], audiences: ['resident'] },
    reviewBy: '2099-01-01T12:00:00.000Z',
    answers: [{ channel: 'general', body: paragraph(`Over ${title}.`) }],
    _status: 'published',
  })
const backUp = (folder = join(place, 'backup')) =>
  makeBackup({
    dataDir: dirname(fileOf(editor.databaseUrl)),
    folder,
    engine: sqliteBackup(fileOf(editor.databaseUrl)),
    withSecrets: false,
    now: new Date(),
  })
const restore = (dataDir = join(place, 'restored'), folder = join(place, 'backup')) =>
  restoreBackup({ dataDir, folder, engine: sqliteBackup(join(dataDir, 'catalogue.db')) })

describe('a backup', () => {
  it('is one moment of a catalogue that goes on, and gives the same hashes when it is restored into an empty folder', async () => {
    await aProduct('Paspoort')
    const pictures = join(dirname(fileOf(editor.databaseUrl)), 'media')
    await mkdir(pictures, { recursive: true })
    await writeFile(join(pictures, 'loket.webp'), 'a picture')
    const going = Promise.all(Array.from({ length: 12 }, (_, place) => aProduct(`Tijdens${place}`)))
    const made = await backUp()
    await going
    const after = await editor.lines()
    expect(after.length).toBeGreaterThan(12)

    expect(await restore()).toEqual(made)
    const file = join(place, 'restored', 'catalogue.db')
    const log = sqliteLogReader(file)
    expect(await stateOf(log)).toEqual({ revision: made.revision, logHash: made.logHash })
    // What it holds of the running catalogue is its beginning, line by line.
    const restored = await log.after(0, 1_000)
    expect(restored.map(({ seq, contentHash }) => [seq, contentHash])).toEqual(
      after.slice(0, made.revision).map(({ seq, content_hash }) => [seq, content_hash]),
    )
    const parity = await checkParity(log, editor.parts.clock(), [])
    expect(parity.differences).toEqual([])
    expect(parity.items).toBeGreaterThan(0)
    expect(await readFile(join(place, 'restored/media/loket.webp'), 'utf8')).toBe('a picture')
    await log.close()
  })

  it('can be worked on after it was restored, from the number where it stopped', async () => {
    await aProduct('Paspoort')
    const { revision } = await backUp()
    await restore()
    const again = await openEditor({ dataDir: join(place, 'restored') })
    await aProduct('Rijbewijs', untyped(again.payload))
    await again.payload.destroy()
    const log = sqliteLogReader(join(place, 'restored', 'catalogue.db'))
    expect((await log.after(revision, 10)).map(({ seq }) => seq)).toEqual([revision + 1])
    await log.close()
  })

  it('is refused when a file was damaged or is gone, before anything is restored', async () => {
    await aProduct('Paspoort')
    await backUp()
    await writeFile(join(place, 'backup', 'catalogue.db'), 'damaged')
    await expect(restore()).rejects.toThrow(/catalogue\.db in the backup is not what was written/)
    await expect(readFile(join(place, 'restored', 'catalogue.db'))).rejects.toThrow()
  })

  it('overwrites nothing: neither another backup nor a catalogue', async () => {
    await backUp()
    await expect(backUp()).rejects.toThrow(BackupError)
    await expect(restore(dirname(fileOf(editor.databaseUrl)))).rejects.toThrow(/is not empty/)
  })

  it('holds no secrets unless they are asked for', async () => {
    await writeFile(join(dirname(fileOf(editor.databaseUrl)), 'secrets.json'), '{"payloadSecret":"geheim"}')
    const made = await backUp()
    expect(made.files.map(({ path }) => path)).toEqual(['catalogue.db'])
    const all = await makeBackup({
      ...{
        dataDir: dirname(fileOf(editor.databaseUrl)),
        folder: join(place, 'all'),
        engine: sqliteBackup(fileOf(editor.databaseUrl)),
      },
      withSecrets: true,
      now: new Date(),
    })
    expect(all.files.map(({ path }) => path)).toEqual(['catalogue.db', 'secrets.json'])
  })
})
