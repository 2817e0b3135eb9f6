import type { CollectionSlug, Endpoint, PayloadRequest, Where } from 'payload'
import { mayOpenAdmin } from '../../access'

type Handler = (req: PayloadRequest) => Promise<Response>

/** For the editors' screens, a GET unless said otherwise; 403 for anybody who may not open them. */
export const editorsOnly = (path: string, answer: Handler, method: 'get' | 'delete' = 'get'): Endpoint => ({
  path,
  method,
  handler: async (req) => {
    if (!mayOpenAdmin(req)) return Response.json({ error: 'Not for you' }, { status: 403 })
    return answer(req)
  },
})

/** A stored document of which the shape is not trusted. */
export type Row = Readonly<Record<string, unknown>>

/**
 * Rows of the internal collections (log, references, follow-ups), which access closes to editors because they hold more than
 * a screen may show. `editorsOnly` stands before every call, and only the asked fields leave the database.
 */
export async function internalRows(
  req: PayloadRequest,
  query: {
    readonly collection: CollectionSlug
    readonly where: Where
    readonly fields: readonly string[]
    readonly sort?: string
    readonly limit: number
  },
): Promise<readonly Row[]> {
  const { docs } = await req.payload.find({
    collection: query.collection,
    where: query.where,
    select: Object.fromEntries(query.fields.map((field) => [field, true])),
    ...(query.sort === undefined ? {} : { sort: query.sort }),
    limit: query.limit,
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return docs.map((doc) => ({ ...doc }))
}

/** Titles of documents as this user may see them, latest draft included. What may not be seen or is gone has none. */
export async function titlesOf(
  req: PayloadRequest,
  collection: CollectionSlug,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const titleField = req.payload.collections[collection]?.config.admin.useAsTitle ?? 'id'
  const { docs } = await req.payload.find({
    collection,
    where: { id: { in: [...ids] } },
    draft: true,
    depth: 0,
    limit: ids.length,
    pagination: false,
    overrideAccess: false,
    user: req.user,
    req,
  })
  const rows: readonly Row[] = docs.map((doc) => ({ ...doc }))
  return new Map(rows.map((row) => [text(row['id']), text(row[titleField]) || text(row['id'])]))
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
export const routeParam = (req: PayloadRequest, name: string): string => text(req.routeParams?.[name])
export const searchParam = (req: PayloadRequest, name: string): string => req.searchParams.get(name) ?? ''
