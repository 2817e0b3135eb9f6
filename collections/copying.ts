import type { CollectionBeforeOperationHook, FieldHook, PayloadRequest } from 'payload'
import { isCollectionSlug } from './slugs'
import type { CollectionSlug } from './slugs'

const SUFFIX = '-kopie'
const SUFFIXED = /-kopie(?:-\d+)?$/
/** As long as what is made from a title. */
const LONGEST = 80

/** For a text that no two documents share: a copy gets `compostvat-kopie`, the next one `compostvat-kopie-2`. */
export const freshInCopy: FieldHook = async ({ value, field, collection, req }) => {
  const slug = collection?.slug
  if (typeof value !== 'string' || value === '' || !field?.name || !isCollectionSlug(slug)) return undefined
  const base = value
    .replace(SUFFIXED, '')
    .slice(0, LONGEST - SUFFIX.length - 3)
    .replace(/-+$/, '')
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? `${base}${SUFFIX}` : `${base}${SUFFIX}-${number}`
    if (!(await isTaken(req, slug, field.name, candidate))) return candidate
  }
}

async function isTaken(req: PayloadRequest, collection: CollectionSlug, field: string, value: string) {
  const { totalDocs } = await req.payload.count({
    collection,
    where: { [field]: { equals: value } },
    trash: true,
    overrideAccess: true,
    req,
  })
  return totalDocs > 0
}

/**
 * A copy belongs to the organisation of its original, unless another one is asked for. Access looks at what a request says
 * about the new document, and a request to copy says nothing (3.90.2).
 */
export const copiesKeepOwner =
  (owner: string): CollectionBeforeOperationHook =>
  async ({ args, req, overrideAccess, collection }) => {
    const original = originalOf(args)
    if (original === null || overrideAccess === true || !isCollectionSlug(collection.slug)) return args
    const data = dataOf(args)
    if (owner in data) return args
    const { docs } = await req.payload.find({
      collection: collection.slug,
      where: { id: { equals: original } },
      draft: true,
      depth: 0,
      limit: 1,
      pagination: false,
      overrideAccess: false,
      user: req.user,
      req,
    })
    const organisation: unknown = docs[0] && Reflect.get(docs[0], owner)
    return organisation ? { ...args, data: { ...data, [owner]: organisation } } : args
  }

/** Copying publishes nothing, whatever the original is and whatever is asked. */
export const copiesAreDrafts: CollectionBeforeOperationHook = ({ args }) =>
  originalOf(args) === null ? args : { ...args, draft: true, data: { ...dataOf(args), _status: 'draft' } }

/** The document to copy; null when the operation makes no copy. */
function originalOf(args: object): string | null {
  const id: unknown = Reflect.get(args, 'duplicateFromID')
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null
}

function dataOf(args: object): object {
  const data: unknown = Reflect.get(args, 'data')
  return typeof data === 'object' && data !== null ? data : {}
}
