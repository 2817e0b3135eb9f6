import type { CreateIndexesOptions, Db, IndexSpecification } from 'mongodb'
import { SLUGS } from '../../../collections/slugs'
import { COMMIT_MARKS } from './mongodb-commit'
import { COUNTERS, settleCounter } from './mongodb-counter'
import { TARGET_MARKS } from './mongodb-log'

type Index = {
  readonly collection: string
  readonly keys: IndexSpecification
  readonly options?: CreateIndexesOptions
}

/** A mark is asked for within minutes; a day is more than any of them needs. */
const MARK_SECONDS = 86_400

/**
 * Indexes beside those that the collections declare: for what delivery and publishing look up below them. Every filter and
 * sort of theirs has one; `tests/engines/query-plans.test.ts` asks the engine which one it takes.
 */
const INDEXES: readonly Index[] = [
  { collection: SLUGS.publications, keys: { ahead: 1, effectiveFrom: 1, seq: 1 } },
  { collection: SLUGS.publications, keys: { ahead: 1, kind: 1 } },
  { collection: SLUGS.publications, keys: { kind: 1, locale: 1, names: 1 } },
  { collection: SLUGS.publications, keys: { kind: 1, locale: 1, productIds: 1 } },
  // Holds all that is asked of every line at start, so that no record is read for it.
  {
    collection: SLUGS.publications,
    keys: { kind: 1, itemId: 1, locale: 1, seq: 1, effectiveFrom: 1, recordedAt: 1 },
  },
  { collection: SLUGS.republications, keys: { state: 1, queuedAt: 1 } },
  { collection: SLUGS.users, keys: { apiKeyIndex: 1 } },
  { collection: SLUGS.organisations, keys: { isOwn: 1, slug: 1 } },
  { collection: COMMIT_MARKS, keys: { at: 1 }, options: { expireAfterSeconds: MARK_SECONDS } },
]

/**
 * Makes what is not there yet, Payload's collections (by name) included. Before the first transaction, because not every engine
 * makes collections inside one.
 */
export async function prepareCollections(db: Db, names: readonly string[]): Promise<void> {
  const existing = new Set(
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  )
  for (const name of [...names, COUNTERS, TARGET_MARKS, COMMIT_MARKS])
    if (!existing.has(name)) await db.createCollection(name).catch(ignoreExisting)
  for (const { collection, keys, options } of INDEXES)
    await db.collection(collection).createIndex(keys, options ?? {})
  await settleCounter(db)
}

/** Another process may have made it a moment ago. */
function ignoreExisting(error: unknown): void {
  const NAMESPACE_EXISTS = 48
  if (!(error instanceof Error) || Reflect.get(error, 'code') !== NAMESPACE_EXISTS) throw error
}
