import type { CollectionBeforeChangeHook } from 'payload'
import { refusal } from '../refusal'
import { SLUGS } from '../slugs'

/** A theme cannot stand under itself, however far down. */
export const refuseCircle: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  const own: unknown = originalDoc?.id ?? data['id']
  let parent = idOf(data['parent'])
  for (const seen = new Set<string>(); parent !== null && !seen.has(parent);) {
    if (parent === own)
      throw refusal('Een thema kan niet onder zichzelf vallen. Kies een ander bovenliggend thema.', 400)
    seen.add(parent)
    const { docs } = await req.payload.find({
      collection: SLUGS.themes,
      where: { id: { equals: parent } },
      limit: 1,
      depth: 0,
      req,
      overrideAccess: true,
    })
    parent = idOf(docs[0] && 'parent' in docs[0] ? docs[0].parent : null)
  }
  return data
}

const idOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null
}
