import { type CollectionSlug, SLUGS } from '../../../collections/slugs'
import { type FactNames, factNames, factOfStored, type Locale } from '../../catalogue'
import { type LinkedItem, references, type References, type World, worldOf } from '../../publications'
import {
  imageCard,
  lifeEventSource,
  locationSource,
  organisationSource,
  themeSource,
  uplSource,
} from './load-surroundings'
import type { Scope } from './publication-store'
import { isPublicIn, isPublic } from './public-row'
import { idOf, idsOf, inLocale, type Row, textOf } from './raw-row'
import { rowsById } from './raw-rows'
import type { LoadedItem } from './source-loader'

/** Themes above themes and parts within parts are read level by level; this ends the climb in any tangle. */
const DEEPEST = 25

/**
 * Reads what these items refer to, one query per kind (and one per level of themes and of composite products), and
 * gives a world for every language of theirs.
 */
export async function loadWorlds(
  items: readonly LoadedItem[],
  basePath: string,
  scope: Scope,
): Promise<ReadonlyMap<Locale, World>> {
  const wanted = items.flatMap((item) => [...item.sources.values()].map(references))
  if (wanted.length === 0) return new Map()
  const ids = (kind: keyof References) => [...new Set(wanted.flatMap((reference) => reference[kind]))]
  const rows = (collection: CollectionSlug, known: readonly string[]) => rowsById(collection, known, scope)

  const locations = (await rows(SLUGS.locations, ids('locations'))).map(locationSource)
  const organisationIds = [...ids('organisations'), ...locations.map((location) => location.organisationId)]
  const found = {
    facts: await rows(SLUGS.facts, ids('facts')),
    organisations: await rows(SLUGS.organisations, [...new Set(organisationIds)]),
    uplEntries: await rows(SLUGS.uplEntries, ids('uplEntries')),
    themes: await rowsByLevel(SLUGS.themes, ids('themes'), (row) => idsOf([row['parent']]), scope),
    lifeEvents: await rows(SLUGS.lifeEvents, ids('lifeEvents')),
    images: await rows(SLUGS.media, ids('images')),
    products: await rows(SLUGS.products, ids('products')),
    questions: await rows(SLUGS.questions, ids('questions')),
  }
  const composites = await rowsByLevel(SLUGS.products, partsOf(items), (row) => idsOf(row['parts']), scope)
  const publicFacts = found.facts.filter(isPublic)
  const locales = new Set(items.flatMap((item) => [...item.sources.keys()]))
  return new Map(
    [...locales].map((locale) => [
      locale,
      worldOf({
        facts: byId(publicFacts.map(factOfStored)),
        unpublishedFacts: namesOfFacts(found.facts.filter((row) => !isPublic(row))),
        organisations: byId(found.organisations.map((row) => organisationSource(row, locale))),
        uplEntries: byId(found.uplEntries.map(uplSource)),
        themes: byId(found.themes.map(themeSource)),
        lifeEvents: byId(found.lifeEvents.map(lifeEventSource)),
        locations: byId(locations),
        images: byId(found.images.map((row) => imageCard(row, locale))),
        // The parts of parts too, by whose titles a circle is told.
        products: linkedItems([...found.products, ...composites], 'title', locale),
        questions: linkedItems(found.questions, 'question', locale),
        parts: new Map(
          composites
            .filter((row) => isPublicIn(row, 'title', locale))
            .map((row) => [idOf(row) ?? '', idsOf(row['parts'])]),
        ),
        basePath,
      }),
    ]),
  )
}

/** What editors call them, by id. */
function namesOfFacts(rows: readonly Row[]): ReadonlyMap<string, FactNames> {
  return new Map(rows.map(factOfStored).map((fact) => [fact.id, factNames(fact)]))
}

/** Rows, the rows those point at, and so on; each once. */
async function rowsByLevel(
  collection: CollectionSlug,
  first: readonly string[],
  next: (row: Row) => readonly string[],
  scope: Scope,
): Promise<readonly Row[]> {
  const found = new Map<string, Row>()
  let level = first
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const rows = await rowsById(collection, level, scope)
    for (const row of rows) found.set(idOf(row) ?? '', row)
    level = [...new Set(rows.flatMap(next))].filter((id) => !found.has(id))
  }
  return [...found.values()]
}

function partsOf(items: readonly LoadedItem[]): readonly string[] {
  const products = items.flatMap((item) => [...item.sources.values()])
  return [...new Set(products.flatMap((item) => (item.kind === 'product' ? item.source.partIds : [])))]
}

function byId<T extends { readonly id: string }>(found: readonly (T | null)[]): ReadonlyMap<string, T> {
  return new Map(found.filter((item) => item !== null).map((item) => [item.id, item]))
}

function linkedItems(
  rows: readonly Row[],
  titleField: string,
  locale: Locale,
): ReadonlyMap<string, LinkedItem> {
  return new Map(
    rows
      .filter((row) => isPublicIn(row, titleField, locale))
      .map((row) => [
        idOf(row) ?? '',
        { slug: textOf(row['slug']) ?? '', title: textOf(inLocale(row[titleField], locale)) ?? '' },
      ]),
  )
}
