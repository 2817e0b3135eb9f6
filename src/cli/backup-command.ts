import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { LogReader } from '../publications'

/** What of a data folder belongs into a backup besides the database. Indexes are built anew from the log. */
const MEDIA = 'media'
const SECRETS = 'secrets.json'
const MANIFEST = 'backup.json'
const DATABASE = 'catalogue.db'
const LINES_AT_ONCE = 500

const Manifest = z.object({
  madeAt: z.string(),
  /** Position of the publication log, and the hash over all its lines. */
  revision: z.number(),
  logHash: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

/** What an engine gives for a backup. */
export type BackupEngine = {
  /** Writes a copy of the database as it is at one moment, while others read and write. */
  copyTo(file: string): Promise<void>
  openLog(file: string): LogReader
}

/** Something that the operator can mend; the message says how. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** Makes a backup of a data folder in an empty folder, while the product runs. The manifest comes last: without it there is no backup. */
export async function makeBackup(options: {
  readonly dataDir: string
  readonly folder: string
  readonly engine: BackupEngine
  /** Passwords and keys too; such a backup is itself a secret. */
  readonly withSecrets: boolean
  readonly now: Date
}): Promise<Manifest> {
  const { dataDir, folder, engine } = options
  await refuseUnlessEmpty(folder, 'Choose a folder that is empty or not there yet.')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const media = join(dataDir, MEDIA)
  // Before and after: whatever the database of that moment refers to is among them.
  await copyNew(media, join(folder, MEDIA))
  await engine.copyTo(join(folder, DATABASE))
  await copyNew(media, join(folder, MEDIA))
  if (options.withSecrets) await copyFile(join(dataDir, SECRETS), join(folder, SECRETS))
  const log = engine.openLog(join(folder, DATABASE))
  const state = await stateOf(log).finally(() => log.close())
  const files = await Promise.all((await filesIn(folder)).map((path) => described(folder, path)))
  const manifest: Manifest = { madeAt: options.now.toISOString(), ...state, files }
  await writeFile(join(folder, `${MANIFEST}.draft`), JSON.stringify(manifest, null, 2))
  await rename(join(folder, `${MANIFEST}.draft`), join(folder, MANIFEST))
  return manifest
}

/** Puts a backup into a data folder without a database, after checking every file. The database comes last. */
export async function restoreBackup(options: {
  readonly folder: string
  readonly dataDir: string
  readonly engine: BackupEngine
}): Promise<Manifest> {
  const { folder, dataDir, engine } = options
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null)
  if (text === null)
    throw new BackupError(`${folder} holds no ${MANIFEST}: it is no backup, or one that was not finished.`)
  const manifest = Manifest.parse(JSON.parse(text))
  for (const file of manifest.files) {
    const found = await described(folder, file.path).catch(() => null)
    if (found?.sha256 !== file.sha256)
      throw new BackupError(
        `${file.path} in the backup is not what was written (damaged or gone). Take another backup.`,
      )
  }
  await refuseUnlessEmpty(
    dataDir,
    'Restore into an empty data folder (PDC_DATA_DIR), with the product stopped.',
  )
  await mkdir(dataDir, { recursive: true })
  const draft = join(dataDir, `${DATABASE}.restoring`)
  for (const { path } of manifest.files) {
    const target = path === DATABASE ? draft : join(dataDir, path)
    await mkdir(join(target, '..'), { recursive: true })
    await copyFile(join(folder, path), target)
  }
  const log = engine.openLog(draft)
  const state = await stateOf(log).finally(() => log.close())
  if (state.logHash !== manifest.logHash)
    throw new BackupError('The log that was restored is not the log that was backed up. Do not start on it.')
  for (const extra of ['-wal', '-shm']) await rm(`${draft}${extra}`, { force: true })
  await rename(draft, join(dataDir, DATABASE))
  return manifest
}

/** Where a log is, and one hash over all that was ever said in it. */
export async function stateOf(
  log: Pick<LogReader, 'after'>,
): Promise<Pick<Manifest, 'revision' | 'logHash'>> {
  const hash = createHash('sha256')
  let revision = 0
  for (;;) {
    const lines = await log.after(revision, LINES_AT_ONCE)
    for (const {
      seq,
      kind,
      itemId,
      locale,
      type,
      slug,
      effectiveFrom,
      recordedAt,
      contentHash,
      deskHash,
    } of lines)
      hash.update(
        `${JSON.stringify([seq, kind, itemId, locale, type, slug, effectiveFrom, recordedAt, contentHash, deskHash])}\n`,
      )
    const last = lines.at(-1)
    if (!last) return { revision, logHash: hash.digest('hex') }
    revision = last.seq
  }
}

async function refuseUnlessEmpty(folder: string, advice: string): Promise<void> {
  const found = await readdir(folder).catch(() => [])
  if (found.length > 0) throw new BackupError(`The folder ${folder} is not empty. ${advice}`)
}

async function copyNew(from: string, to: string): Promise<void> {
  if (await stat(from).catch(() => null)) await cp(from, to, { recursive: true, force: false })
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && !/-(wal|shm)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

async function described(folder: string, path: string): Promise<Manifest['files'][number]> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(join(folder, path)), hash)
  return { path, bytes: (await stat(join(folder, path))).size, sha256: hash.digest('hex') }
}
