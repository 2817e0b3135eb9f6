import type { CollectionSlug, Payload, PayloadRequest } from 'payload'
import { contentHashOf } from '../../../kernel'
import { SLUGS } from '../../../../collections/slugs'
import { isRow, type Row, textOf } from '../raw-row'

/** A document with its versions, oldest first, as Payload's database layer gives them: every language, nothing hidden. */
export type WholeDocument = { readonly row: Row; readonly versions: readonly Row[] }

type Scope = Pick<PayloadRequest, 'transactionID'>

/** Kept per database by Payload itself, or gone within minutes. */
const LEFT_OUT = ['payload-migrations', 'payload-locked-documents', 'payload-kv']

/** Collections of a catalogue, the log last: a catalogue that is half copied shows readers nothing. */
export function copiedCollections(payload: Payload): readonly CollectionSlug[] {
  const all = payload.config.collections.map(({ slug }) => slug).filter((slug) => !LEFT_OUT.includes(slug))
  return [...all.filter((slug) => slug !== SLUGS.publications), SLUGS.publications]
}

/** Payload's own collections have ids of the engine's making, which mean nothing elsewhere. */
export function keepsIds(payload: Payload, collection: CollectionSlug): boolean {
  return payload.collections[collection]?.customIDType === 'text'
}

/** The documents after the given one, in order of their ids. */
export async function documentsAfter(
  payload: Payload,
  collection: CollectionSlug,
  after: string | null,
  limit: number,
): Promise<readonly WholeDocument[]> {
  const { docs } = await payload.db.find({
    collection,
    ...(after !== null && { where: { id: { greater_than: after } } }),
    sort: 'id',
    limit,
    pagination: false,
  })
  const rows = docs.filter(isRow)
  const versions = await versionsOf(payload, collection, rows.map(idIn))
  return rows.map((row) => ({ row, versions: versions.get(idIn(row)) ?? [] }))
}

async function versionsOf(
  payload: Payload,
  collection: CollectionSlug,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const byParent = new Map<string, Row[]>()
  if (!payload.collections[collection]?.config.versions || ids.length === 0) return byParent
  const { docs } = await payload.db.findVersions({
    collection,
    where: { parent: { in: [...ids] } },
    sort: 'updatedAt',
    limit: 0,
    pagination: false,
  })
  for (const version of docs.filter(isRow)) {
    const parent = textOf(version['parent']) ?? ''
    byParent.set(parent, [...(byParent.get(parent) ?? []), version])
  }
  return byParent
}

/** Below the collection API: no hook publishes anything, and no access is asked. */
export async function writeDocument(
  payload: Payload,
  collection: CollectionSlug,
  { row, versions }: WholeDocument,
  req: Scope,
): Promise<void> {
  const { id: _id, ...withoutId } = row
  const data = keepsIds(payload, collection) ? { ...row } : withoutId
  await payload.db.create({ collection, data, req })
  for (const version of versions)
    await payload.db.createVersion({
      collectionSlug: collection,
      parent: idIn(row),
      versionData: { ...rowIn(version, 'version') } as never,
      autosave: version['autosave'] === true,
      createdAt: textOf(version['createdAt']) ?? '',
      updatedAt: textOf(version['updatedAt']) ?? '',
      ...(version['snapshot'] === true && { snapshot: true }),
      ...(textOf(version['publishedLocale']) !== null && {
        publishedLocale: textOf(version['publishedLocale']) ?? '',
      }),
      req,
    })
}

/**
 * What two engines must agree on. One stores what is absent as null or as an empty list, the other not at all; ids of versions
 * and of Payload's own documents are each engine's own.
 */
export function hashOfDocument(
  payload: Payload,
  collection: CollectionSlug,
  { row, versions }: WholeDocument,
): string {
  const { id, ...rest } = row
  const own = keepsIds(payload, collection) ? { id, ...rest } : rest
  return contentHashOf(
    present([own, ...versions.map(({ id: _version, ...version }) => ({ ...version, parent: idIn(row) }))]),
  )
}

function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present).filter((item) => item !== undefined)
  if (value instanceof Date) return value.toISOString()
  if (!isRow(value)) return value ?? undefined
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const kept = present(inner)
    return isEmpty(kept) ? [] : [[name, kept] as const]
  })
  return Object.fromEntries(entries)
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isRow(value) && Object.keys(value).length === 0)

export const idIn = (row: Row): string => String(row['id'] ?? '')
const rowIn = (row: Row, name: string): Row => (isRow(row[name]) ? row[name] : {})
