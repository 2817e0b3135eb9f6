import type { TargetKind } from '../../../collections/ports'
import { ITEM_KINDS } from '../../catalogue'
import { SLUGS, type CollectionSlug } from '../../../collections/slugs'

/** In which collection each kind of the reference index and the log is kept. */
const SLUG_OF_KIND: Readonly<Record<TargetKind, CollectionSlug>> = {
  product: SLUGS.products,
  question: SLUGS.questions,
  organisation: SLUGS.organisations,
  location: SLUGS.locations,
  theme: SLUGS.themes,
  lifeEvent: SLUGS.lifeEvents,
  fact: SLUGS.facts,
  uplEntry: SLUGS.uplEntries,
  department: SLUGS.departments,
  image: SLUGS.media,
}

/** Null for what is no kind. */
export function slugOfKind(kind: string): CollectionSlug | null {
  return Object.entries(SLUG_OF_KIND).find(([known]) => known === kind)?.[1] ?? null
}

const TARGET_KINDS: readonly TargetKind[] = [...ITEM_KINDS, 'fact', 'uplEntry', 'department', 'image']

/** Null for a collection that nothing refers to. */
export const kindOfSlug = (slug: string): TargetKind | null =>
  TARGET_KINDS.find((kind) => SLUG_OF_KIND[kind] === slug) ?? null
