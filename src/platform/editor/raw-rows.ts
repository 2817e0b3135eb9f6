import type { Scope } from './publication-store'
import { type CollectionSlug } from '../../../collections/slugs'
import { isPublic } from './public-row'
import { isRow, isTrue, type Row, rowOf } from './raw-row'

/**
 * Main rows, in every language, without their relations, in one query. Below the collection API: no hooks, no access, and a
 * read that fails does not roll back the caller's transaction, as `payload.find` would (3.90.2).
 */
export async function rowsById(
  collection: CollectionSlug,
  ids: readonly string[],
  scope: Scope,
): Promise<readonly Row[]> {
  if (ids.length === 0) return []
  const found = await scope.payload.db.find({
    collection,
    where: { id: { in: [...ids] } },
    limit: 0,
    pagination: false,
    req: scope,
  })
  return found.docs.filter(isRow)
}

/** The latest versions, drafts included; main rows for a collection without drafts. */
export async function latestRows(
  collection: CollectionSlug,
  ids: readonly string[],
  scope: Scope,
): Promise<readonly Row[]> {
  if (ids.length === 0 || !hasDrafts(collection, scope)) return rowsById(collection, ids, scope)
  const found = await scope.payload.db.queryDrafts({
    collection,
    where: { parent: { in: [...ids] } },
    limit: 0,
    pagination: false,
    req: scope,
  })
  return found.docs.filter(isRow)
}

/**
 * Whether the latest version is a draft that somebody saved. When one language is published, Payload adds a draft of its own
 * that holds the other languages (`snapshot`); that is not one (3.90.2).
 */
export async function savedAsDraft(collection: CollectionSlug, id: string, scope: Scope): Promise<boolean> {
  if (!hasDrafts(collection, scope)) return false
  const found = await scope.payload.db.findVersions({
    collection,
    where: { and: [{ parent: { equals: id } }, { latest: { equals: true } }] },
    limit: 1,
    pagination: false,
    req: scope,
  })
  const [latest] = found.docs.filter(isRow)
  return latest !== undefined && !isTrue(latest['snapshot']) && !isPublic(rowOf(latest['version']))
}

function hasDrafts(collection: CollectionSlug, scope: Scope): boolean {
  const versions = scope.payload.collections[collection]?.config.versions
  return typeof versions === 'object' && Boolean(versions.drafts)
}
