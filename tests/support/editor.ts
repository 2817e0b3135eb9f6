import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { MongoClient } from 'mongodb'
import type { Payload } from 'payload'
import { fileOf } from '../../src/platform/database-address'
import { migrateEditor } from '../../src/platform/editor'
import { readEnv } from '../../src/platform/env'
import type { Env } from '../../src/platform/env'
import { bootEditor, type BootOptions } from './boot-editor'
import { engineUnderTest, mongodbEnvironment } from './engines/engine'

export type OpenEditor = {
  readonly payload: Payload
  readonly env: Env
  /** What to give a process of its own, so that it opens the same catalogue. */
  readonly environment: Readonly<Record<string, string>>
  readonly secret: string
  close(): Promise<void>
}

export type EditorOptions = BootOptions & {
  readonly dataDir?: string
  readonly publicUrl?: string
  /** Which engine, when a test needs another than the one that its suite runs on. */
  readonly engine?: ReturnType<typeof engineUnderTest>
}

/** A real Payload on a fresh database of the engine under test, in a folder of its own. */
export async function openEditor(options: EditorOptions = {}): Promise<OpenEditor> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'antwoordcatalogus-')))
  const { environment, release } = await freshDatabase(options.engine ?? engineUnderTest())
  const env = readEnv({ PDC_DATA_DIR: dataDir, PDC_PUBLIC_URL: options.publicUrl, ...environment })
  if (environment['DATABASE_URL'] === undefined) await copyTemplate(fileOf(env.databaseUrl))
  const secret = randomBytes(32).toString('hex')
  const payload = await bootEditor(env, secret, options)
  return {
    payload,
    env,
    environment: { PDC_DATA_DIR: dataDir, ...environment },
    secret,
    close: async () => {
      await payload.destroy()
      release()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A second editor on the same database, with its own connection. */
export async function openBeside(other: OpenEditor): Promise<OpenEditor> {
  const payload = await bootEditor(other.env, other.secret)
  return { ...other, payload, close: () => payload.destroy() }
}

/** An empty database: what tells a process of it, and what gives it back. */
export async function freshDatabase(engine: ReturnType<typeof engineUnderTest>): Promise<{
  readonly environment: Readonly<Record<string, string>>
  readonly release: () => void
}> {
  if (engine.kind === 'sqlite') return { environment: {}, release: () => {} }
  const given = mongodbEnvironment(engine)
  await emptyDatabase(given.environment['DATABASE_URL'] ?? '')
  return given
}

/** Takes out all documents and leaves collections and indexes, which take a server seconds to make. */
export async function emptyDatabase(url: string): Promise<void> {
  const client = new MongoClient(url)
  try {
    const db = client.db()
    const collections = await db.listCollections({}, { nameOnly: true }).toArray()
    await Promise.all(collections.map(({ name }) => db.collection(name).deleteMany({})))
  } finally {
    await client.close()
  }
}

let template: Promise<string> | undefined

/** Migrating takes a second; each process does it once and copies the result. */
async function copyTemplate(file: string): Promise<void> {
  template ??= makeTemplate()
  const source = await template
  if (await stat(file).catch(() => null)) return
  await mkdir(join(file, '..'), { recursive: true })
  await copyFile(source, file)
}

async function makeTemplate(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'antwoordcatalogus-template-'))
  const env = readEnv({ PDC_DATA_DIR: dataDir })
  const payload = await bootEditor(env, randomBytes(32).toString('hex'))
  await migrateEditor(payload, env)
  await payload.destroy()
  // A copy of the file alone would miss what still stands in the write-ahead log.
  const whole = join(dataDir, 'template.db')
  const database = new Database(fileOf(env.databaseUrl))
  database.prepare('VACUUM INTO ?').run(whole)
  database.close()
  process.once('exit', () => void rm(dataDir, { recursive: true, force: true }))
  return whole
}
