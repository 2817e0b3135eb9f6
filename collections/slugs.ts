/** The only place where a collection's slug is spelled. */
export const SLUGS = {
  products: 'products',
  questions: 'questions',
  facts: 'facts',
  organisations: 'organisations',
  departments: 'departments',
  locations: 'locations',
  themes: 'themes',
  lifeEvents: 'life-events',
  uplEntries: 'upl-entries',
  synonyms: 'synonyms',
  media: 'media',
  users: 'users',
  feedback: 'feedback',
  publications: 'publications',
  usages: 'usages',
  republications: 'republications',
  auditEvents: 'audit-events',
} as const

export type CollectionName = keyof typeof SLUGS
export type CollectionSlug = (typeof SLUGS)[CollectionName]

export const isCollectionSlug = (slug: unknown): slug is CollectionSlug =>
  Object.values<unknown>(SLUGS).includes(slug)
