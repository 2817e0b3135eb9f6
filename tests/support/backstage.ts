import { randomUUID } from 'node:crypto'
import Database from 'libsql'
import { type Db, MongoClient } from 'mongodb'
import { engineOf, fileOf } from '../../src/platform/database-address'
import type { LineDocument } from '../../src/platform/log-document'

/** A line of the log; card and record as JSON. */
export type Line = {
  readonly seq: number
  readonly kind: string
  readonly item_id: string
  readonly locale: string
  readonly type: string
  readonly slug: string
  readonly effective_from: string
  readonly recorded_at: string
  readonly content_hash: string
  readonly record: string | null
}

export type Queued = {
  readonly state: string
  readonly done: number
  readonly total: number
  readonly error: string | null
  readonly attempts: number
}

/** A look at the database past Payload, and what would take minutes through it. */
export type Backstage = {
  /** Lines of the log in order. */
  lines(where?: {
    readonly kind?: string
    readonly id?: string
    readonly locale?: string
  }): Promise<readonly Line[]>
  /** Follow-ups of a target. */
  followUps(targetId: string): Promise<readonly Queued[]>
  /** How many follow-ups wait, how many failed, and how many planned publications there are, refused ones included. */
  unfinished(): Promise<{ readonly waiting: number; readonly failed: number; readonly plans: number }>
  /** Whether a planned publication is being carried out. */
  planIsAtWork(): Promise<boolean>
  /** Whether somebody in the middle of a write keeps everybody else from writing, for as long as they like. */
  isHeld(): Promise<boolean>
  /** Copies a published product, without its log, with what it refers to. Gives the ids. */
  copyProduct(id: string, times: number): Promise<readonly string[]>
  /** Makes a product one that cannot be published: without the date of its review. */
  breakProduct(id: string, title: string): Promise<void>
  close(): Promise<void>
}

export const openBackstage = async (databaseUrl: string): Promise<Backstage> =>
  engineOf(databaseUrl) === 'sqlite' ? sqliteBackstage(fileOf(databaseUrl)) : mongodbBackstage(databaseUrl)

const PRODUCT_TABLES = [
  ['products', 'id'],
  ['products_locales', '_parent_id'],
  ['products_audiences', 'parent_id'],
  ['products_answers', '_parent_id'],
  ['products_rels', 'parent_id'],
  ['usages', 'from_id'],
] as const

function sqliteBackstage(file: string): Backstage {
  const database = new Database(file)
  database.exec('PRAGMA busy_timeout = 5000')
  return {
    lines: async ({ kind, id, locale } = {}) =>
      database
        .prepare(
          `SELECT * FROM publications
           WHERE kind = coalesce(?, kind) AND item_id = coalesce(?, item_id) AND locale = coalesce(?, locale)
           ORDER BY seq`,
        )
        .all([kind ?? null, id ?? null, locale ?? null]) as Line[],
    followUps: async (targetId) =>
      database
        .prepare('SELECT state, done, total, error, attempts FROM republications WHERE target_id = ?')
        .all([targetId]) as Queued[],
    unfinished: async () => {
      const count = (sql: string) =>
        Number((database.prepare(sql).raw(true).get([]) as readonly unknown[])[0])
      return {
        waiting: count("SELECT count(*) FROM republications WHERE state IN ('waiting', 'running')"),
        failed: count("SELECT count(*) FROM republications WHERE state = 'failed'"),
        plans: count('SELECT count(*) FROM payload_jobs'),
      }
    },
    planIsAtWork: async () =>
      database.prepare('SELECT 1 FROM payload_jobs WHERE processing = 1').all([]).length > 0,
    isHeld: async () => {
      try {
        database.exec('BEGIN IMMEDIATE')
        database.exec('ROLLBACK')
        return false
      } catch (error) {
        if (error instanceof Error && /locked|busy/i.test(error.message)) return true
        throw error
      }
    },
    copyProduct: async (model, times) => {
      const rows = PRODUCT_TABLES.map(([table, key]) => ({
        table,
        key,
        rows: database.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`).all([model]) as Record<
          string,
          unknown
        >[],
      }))
      const ids = Array.from({ length: times }, () => randomUUID())
      database.exec('BEGIN IMMEDIATE')
      for (const [index, id] of ids.entries())
        for (const { table, key, rows: originals } of rows)
          for (const original of originals) {
            const copy: Record<string, unknown> = { ...original, [key]: id }
            if (key !== 'id') copy['id'] = typeof original['id'] === 'number' ? null : randomUUID()
            if ('slug' in copy) copy['slug'] = `paspoort-${index}`
            const names = Object.keys(copy)
            database
              .prepare(
                `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')})
                 VALUES (${names.map(() => '?').join(', ')})`,
              )
              .run(Object.values(copy))
          }
      database.exec('COMMIT')
      return ids
    },
    breakProduct: async (id, title) => {
      database.prepare('UPDATE products SET review_by = NULL WHERE id = ?').run([id])
      database.prepare('UPDATE products_locales SET title = ? WHERE _parent_id = ?').run([title, id])
    },
    close: async () => {
      database.close()
    },
  }
}

type Stored = { readonly _id: string } & Readonly<Record<string, unknown>>

async function mongodbBackstage(url: string): Promise<Backstage> {
  const client = new MongoClient(url)
  const db = client.db()
  return {
    lines: async ({ kind, id, locale } = {}) => {
      const filter = { ...(kind && { kind }), ...(id && { itemId: id }), ...(locale && { locale }) }
      const rows = await db.collection<LineDocument>('publications').find(filter).sort({ seq: 1 }).toArray()
      return rows.map((row) => ({
        ...row,
        item_id: row.itemId,
        effective_from: row.effectiveFrom,
        recorded_at: row.recordedAt,
        content_hash: row.contentHash ?? '',
        record: row.record === null ? null : JSON.stringify(row.record),
      }))
    },
    followUps: (targetId) =>
      db
        .collection<Queued>('republications')
        .find({ targetId }, { projection: { _id: 0, state: 1, done: 1, total: 1, error: 1, attempts: 1 } })
        .toArray(),
    unfinished: async () => {
      const followUps = db.collection('republications')
      return {
        waiting: await followUps.countDocuments({ state: { $in: ['waiting', 'running'] } }),
        failed: await followUps.countDocuments({ state: 'failed' }),
        plans: await db.collection('payload-jobs').countDocuments(),
      }
    },
    planIsAtWork: async () => (await db.collection('payload-jobs').findOne({ processing: true })) !== null,
    // The server ends by itself what nobody goes on with.
    isHeld: async () => false,
    copyProduct: (model, times) => copyProduct(db, model, times),
    breakProduct: async (id, title) => {
      await db
        .collection<Stored>('products')
        .updateOne({ _id: id }, { $unset: { reviewBy: 1 }, $set: { title: { nl: title } } })
    },
    close: () => client.close(),
  }
}

async function copyProduct(db: Db, model: string, times: number): Promise<readonly string[]> {
  const original = await db.collection<Stored>('products').findOne({ _id: model })
  const usages = await db.collection<Stored>('usages').find({ fromId: model }).toArray()
  const ids = Array.from({ length: times }, () => randomUUID())
  await db
    .collection<Stored>('products')
    .insertMany(ids.map((_id, index) => ({ ...original, _id, slug: `paspoort-${index}` })))
  await db
    .collection<Stored>('usages')
    .insertMany(ids.flatMap((fromId) => usages.map((usage) => ({ ...usage, _id: randomUUID(), fromId }))))
  return ids
}
