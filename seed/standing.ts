import type { CollectionSlug, Payload } from 'payload'
import { SLUGS } from '../collections/slugs'
import { LOCALES, type Locale } from '../src/catalogue'
import type { Data, SeedDocument } from './documents'
import type { Work } from './write'

/** The key of a document, or of a language of a collection, in a map. */
export const place = (collection: string, name: string): string => `${collection}/${name}`

export type Standing = {
  readonly idOf: (frame: Pick<SeedDocument, 'collection' | 'match'>) => string | undefined
  /** `begun`: a run was cut off after it had made the empty draft that others refer to. */
  readonly stateOf: (collection: CollectionSlug, id: string) => Work['state']
  /** Languages in which the document is not yet what the seed says. */
  readonly differing: (document: SeedDocument, id: string) => readonly Locale[]
}

/** Everything that the catalogue holds of these collections, in every language. */
export async function standingDocuments(
  payload: Payload,
  collections: readonly CollectionSlug[],
): Promise<Standing> {
  const rows = new Map<string, Map<string, Data>>()
  for (const collection of collections)
    for (const locale of LOCALES) {
      const found = await payload.find({
        collection,
        locale,
        fallbackLocale: false,
        depth: 0,
        limit: 0,
        pagination: false,
      })
      // Payload's documents are plain objects; which fields they have differs per collection.
      const docs = found.docs as unknown as readonly Data[]
      rows.set(place(collection, locale), new Map(docs.map((doc) => [String(doc['id']), doc])))
    }
  const inLocale = (collection: string, locale: Locale) => rows.get(place(collection, locale))
  return {
    idOf: ({ collection, match }) => {
      const found = [...(inLocale(collection, 'nl')?.values() ?? [])].find(
        (doc) => doc[match.field] === match.value,
      )
      return found === undefined ? undefined : String(found['id'])
    },
    stateOf: (collection, id) => {
      const row = inLocale(collection, 'nl')?.get(id)
      if (row === undefined) return 'absent'
      const isEmptyDraft = row['_status'] === 'draft' && isEmpty(row['organisation'])
      return collection === SLUGS.products && isEmptyDraft ? 'begun' : 'standing'
    },
    differing: (document, id) =>
      LOCALES.filter((locale) => {
        const texts = document.texts[locale]
        const wanted = {
          ...document.shared,
          ...texts,
          ...(document.publishing !== 'bySaving' && { _status: 'published' }),
        }
        return texts !== undefined && !isWithin(wanted, inLocale(document.collection, locale)?.get(id))
      }),
  }
}

/** Whether everything wanted stands there; what stands there besides (ids of rows, defaults) does not matter. */
export function isWithin(wanted: unknown, standing: unknown): boolean {
  if (isEmpty(wanted)) return isEmpty(standing)
  if (Array.isArray(wanted))
    return (
      Array.isArray(standing) &&
      wanted.length === standing.length &&
      wanted.every((item, index) => isWithin(item, standing[index]))
    )
  if (typeof wanted === 'object' && wanted !== null)
    return (
      typeof standing === 'object' &&
      standing !== null &&
      Object.entries(wanted).every(([key, value]) => isWithin(value, Reflect.get(standing, key)))
    )
  return wanted === standing
}

/** Payload stores nothing for an absent text, an empty list and a group without values alike. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
