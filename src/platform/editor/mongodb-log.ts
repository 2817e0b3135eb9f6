import { randomUUID } from 'node:crypto'
import type { ClientSession, Db, Filter } from 'mongodb'
import { SLUGS } from '../../../collections/slugs'
import { ITEM_KINDS, type ItemKind, type Locale, LOCALES } from '../../catalogue'
import { asInstant, type Instant } from '../../kernel'
import type { LogEntry, NewLogEntry } from '../../publications'
import { lineDocument, type LineDocument } from '../log-document'
import { ConflictError, isDuplicateKey } from './conflicts'
import { takeNumbers } from './mongodb-counter'
import { mongodbTransactionOf } from './mongodb-transactions'
import type { ItemRef, PublicationStore, Scope } from './publication-store'
import { refKey } from './source-loader'
import { itemRef } from './stored-kinds'
import type { StoredLine } from './transfer/stored-line'

/** Version marks on what lines are compiled from, by kind and id. */
export const TARGET_MARKS = 'target-marks'

/** The log in MongoDB: below the collection API, which would make each line cost as much as a save. */
export const mongodbLog: Pick<PublicationStore, 'append' | 'standing' | 'itemsWithChangesToCome'> = {
  append: async (lines, recordedAt, scope) => {
    if (lines.length === 0) return []
    const { db, session } = await mongodbTransactionOf(scope)
    return session === undefined
      ? appendOneByOne(db, lines, recordedAt)
      : appendNumbered(db, session, lines, recordedAt)
  },

  standing: async (items, at, scope) => {
    if (items.length === 0) return []
    const { db, session } = await mongodbTransactionOf(scope)
    const options = session === undefined ? {} : { session }
    const wanted = await linesOf(db)
      .find(ofItems(items), {
        ...options,
        projection: { _id: 0, seq: 1, kind: 1, itemId: 1, locale: 1, effectiveFrom: 1 },
      })
      .sort({ seq: 1 })
      .toArray()
    const counting = new Map<string, number>()
    for (const line of wanted) if (line.effectiveFrom <= at) counting.set(lineKey(line), line.seq)
    const seqs = wanted.filter((line) => line.seq >= (counting.get(lineKey(line)) ?? 0)).map(({ seq }) => seq)
    const found = await linesOf(db)
      .find({ seq: { $in: seqs } }, { ...options, projection: { record: 0, desk: 0 } })
      .sort({ seq: 1 })
      .toArray()
    return found.map(entryOf)
  },

  itemsWithChangesToCome: async ({ at, after, limit }, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    const rows = await linesOf(db)
      .find(
        { effectiveFrom: { $gt: at } },
        { projection: { _id: 0, kind: 1, itemId: 1 }, ...(session && { session }) },
      )
      .toArray()
    const items = new Map(rows.map((row) => [sortKey(row.kind, row.itemId), itemRef(row.kind, row.itemId)]))
    const from = after === null ? '' : sortKey(after.kind, after.id)
    return [...items.keys()]
      .filter((key) => key > from)
      .toSorted()
      .slice(0, limit)
      .flatMap((key) => items.get(key) ?? [])
  },
}

/** Lines of a copied log, with the numbers that they had. */
export async function restoreMongodbLines(lines: readonly StoredLine[], scope: Scope): Promise<void> {
  if (lines.length === 0) return
  const { db, session } = await mongodbTransactionOf(scope)
  await linesOf(db).insertMany(
    lines.map((line) => lineDocument(line, line)),
    { ...(session && { session }) },
  )
}

/** Numbers from the counter, in the transaction that writes the lines. */
async function appendNumbered(
  db: Db,
  session: ClientSession,
  lines: readonly NewLogEntry[],
  recordedAt: Instant,
): Promise<readonly number[]> {
  const { first, recordedAt: moment } = await takeNumbers(db, session, lines.length, recordedAt)
  const documents = lines.map((line, index) =>
    lineDocument(line, { id: randomUUID(), seq: first + index, recordedAt: moment }),
  )
  try {
    await linesOf(db).insertMany(documents, { session })
  } catch (error) {
    throw numberTaken(error)
  }
  return documents.map(({ seq }) => seq)
}

/**
 * Without transactions a number that is taken before its line is there could be overtaken by the next. So the line itself
 * takes the number, which the unique index gives to one writer only.
 */
async function appendOneByOne(
  db: Db,
  lines: readonly NewLogEntry[],
  recordedAt: Instant,
): Promise<readonly number[]> {
  const numbers: number[] = []
  for (const line of lines) {
    for (let isWritten = false; !isWritten;) {
      const [last] = await linesOf(db)
        .find({}, { projection: { seq: 1, recordedAt: 1 } })
        .sort({ seq: -1 })
        .limit(1)
        .toArray()
      const place = {
        id: randomUUID(),
        seq: (last?.seq ?? 0) + 1,
        recordedAt: last !== undefined && last.recordedAt > recordedAt ? last.recordedAt : recordedAt,
      }
      try {
        await linesOf(db).insertOne(lineDocument(line, place))
        numbers.push(place.seq)
        isWritten = true
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    }
  }
  return numbers
}

/** The counter makes this impossible; an engine with weaker transactions gets here, and the publisher begins anew. */
function numberTaken(error: unknown): unknown {
  if (!isDuplicateKey(error)) return error
  return new ConflictError('Another publisher took the same number in the log', { cause: error })
}

const linesOf = (db: Db) => db.collection<LineDocument>(SLUGS.publications)

function ofItems(items: readonly ItemRef[]): Filter<LineDocument> {
  const kinds = new Set(items.map(({ kind }) => kind))
  return {
    $or: [...kinds].map((kind) => ({
      kind,
      itemId: { $in: items.filter((item) => item.kind === kind).map(({ id }) => id) },
    })),
  }
}

const lineKey = (line: Pick<LineDocument, 'kind' | 'itemId' | 'locale'>) =>
  `${refKey({ kind: line.kind, id: line.itemId })} ${line.locale}`
const sortKey = (kind: string, id: string) => `${kind}\u0000${id}`

function entryOf(row: LineDocument): LogEntry {
  const kind: ItemKind | undefined = ITEM_KINDS.find((known) => known === row.kind)
  const locale: Locale | undefined = LOCALES.find((known) => known === row.locale)
  const [effectiveFrom, recordedAt] = [asInstant(row.effectiveFrom), asInstant(row.recordedAt)]
  if (kind === undefined || locale === undefined || effectiveFrom === null || recordedAt === null)
    throw new Error(`Line ${row.seq} of the log is unreadable`)
  return {
    seq: row.seq,
    kind,
    itemId: row.itemId,
    locale,
    type: row.type === 'PUBLISHED' ? 'PUBLISHED' : 'RETRACTED',
    slug: row.slug,
    effectiveFrom,
    recordedAt,
    contentHash: row.contentHash ?? '',
    deskHash: row.deskHash ?? '',
    card: row.card,
  }
}
