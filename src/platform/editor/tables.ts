import type { TargetKind } from '../../../collections/ports'
import { type CollectionSlug, SLUGS } from '../../../collections/slugs'
import { type ItemKind, type Locale, LOCALES } from '../../catalogue'
import type { ItemSource } from '../../publications'
import { lifeEventSource, locationSource, organisationSource, themeSource } from './load-surroundings'
import { productSource, questionSource } from './load-product'
import { isTrashed } from './public-row'
import { localizedText, type Row } from './raw-row'

/** Where items of a kind are kept and how their rows are read. */
export type ItemTable = {
  readonly collection: CollectionSlug
  readonly titleField: string
  /** A proper name is the same in every language that has none of its own. */
  readonly properName: boolean
  readonly source: (row: Row, locale: Locale) => ItemSource
}

export const ITEM_TABLES: Readonly<Record<ItemKind, ItemTable>> = {
  product: {
    collection: SLUGS.products,
    titleField: 'title',
    properName: false,
    source: (row, locale) => ({ kind: 'product', source: productSource(row, locale) }),
  },
  question: {
    collection: SLUGS.questions,
    titleField: 'question',
    properName: false,
    source: (row, locale) => ({ kind: 'question', source: questionSource(row, locale) }),
  },
  organisation: {
    collection: SLUGS.organisations,
    titleField: 'name',
    properName: true,
    source: (row, locale) => ({ kind: 'organisation', source: organisationSource(row, locale) }),
  },
  location: {
    collection: SLUGS.locations,
    titleField: 'name',
    properName: true,
    source: (row) => ({ kind: 'location', source: locationSource(row) }),
  },
  theme: {
    collection: SLUGS.themes,
    titleField: 'title',
    properName: false,
    source: (row) => ({ kind: 'theme', source: themeSource(row) }),
  },
  lifeEvent: {
    collection: SLUGS.lifeEvents,
    titleField: 'title',
    properName: false,
    source: (row) => ({ kind: 'lifeEvent', source: lifeEventSource(row) }),
  },
}

export const TABLES: Readonly<Record<TargetKind, CollectionSlug>> = {
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

/** Languages in which a row has a title. */
export function titledLocales(row: Row, table: ItemTable): readonly Locale[] {
  if (isTrashed(row)) return []
  const title = localizedText(row[table.titleField])
  return LOCALES.filter(
    (locale) => title[locale] !== undefined || (table.properName && title.nl !== undefined),
  )
}
