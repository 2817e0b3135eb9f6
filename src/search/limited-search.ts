import type { Card, CardFilter, CatalogueReader, StandingCard } from '../publications'
import { fold, termsOf, wordsOf } from './analysis'
import { documentKey } from './documents'
import { FACET_ATTRIBUTES, facetsOf, facetValue } from './facets'
import type { SearchHit, SearchKind, SearchOutcome, SearchPort, SearchQuery } from './port'
import { planQueries, type RankedByName } from './query-plan'
import type { StandingNames } from './standing-names'

/** Where the cards come from: the read model, which stands on its own while the engine is down. */
export type CardSource = Pick<CatalogueReader, 'cards'>

type Found = {
  readonly kind: SearchKind
  readonly entry: StandingCard
  readonly score: number
}

/**
 * Search without an engine: by what items are called, ranked as they are with one; when nothing is called so, by words of titles,
 * names, keywords and synonyms, whole or begun. The texts themselves are not searched, so every outcome is marked as limited.
 */
export function limitedSearch(source: CardSource, names: StandingNames | null = null): SearchPort {
  return {
    async search(query) {
      const started = performance.now()
      const { words, named } = planQueries(query.query, query.locale, (await names?.()) ?? null)
      const found = [...matching(source, query, named)].sort(
        (a, b) => b.score - a.score || compare(a, b, query.locale),
      )
      return {
        hits: found.slice(0, query.first).map(hitOf),
        total: found.length,
        took: performance.now() - started,
        corrected: null,
        words,
        facets: query.facets ? facetsOf(countsOf(found, source, query), query.locale) : [],
        limited: true,
      } satisfies SearchOutcome
    },
  }
}

function matching(
  source: CardSource,
  { query, filter, locale, kinds }: SearchQuery,
  named: readonly RankedByName[],
): readonly Found[] {
  const terms = termsOf(query, locale).map(fold)
  const scores = named.length === 0 ? null : new Map(named.map(({ key, score }) => [key, score]))
  return kinds
    .flatMap((kind) =>
      source.cards({ kind, locale, filter: filter satisfies CardFilter }).map((entry): Found => {
        const score = scores ? (scores.get(documentKey(kind, entry.id)) ?? 0) : scoreOf(entry, terms)
        return { kind, entry, score }
      }),
    )
    .filter(({ score }) => score > 0)
}

/** From 0 to 1: the share of the terms that occur; whole words count more than begun ones, and the title most. */
function scoreOf({ card }: StandingCard, terms: readonly string[]): number {
  if (terms.length === 0) return 1
  const { title, names } = foldedWords(card)
  const points = terms.map((term) => {
    if (title.includes(term)) return 1
    if (names.includes(term)) return 0.9
    if (term.length < 2) return 0
    return [...title, ...names].some((word) => word.startsWith(term)) ? 0.7 : 0
  })
  const share = points.reduce<number>((sum, point) => sum + point, 0) / terms.length
  // Of two titles that hold all terms, the shorter says nothing else.
  return share * (0.9 + 0.1 / Math.max(1, title.length - terms.length + 1))
}

type FoldedWords = { readonly title: readonly string[]; readonly names: readonly string[] }
const folded = new WeakMap<Card, FoldedWords>()

/** Kept per card: folding those of a whole catalogue for each search would keep readers waiting while the engine is away. */
function foldedWords(card: Card): FoldedWords {
  const known = folded.get(card)
  if (known) return known
  const words = {
    title: wordsOf(fold(card.title)),
    names: card.words.flatMap((text) => wordsOf(fold(text))),
  }
  folded.set(card, words)
  return words
}

const hitOf = ({ kind, entry, score }: Found): SearchHit => ({ kind, id: entry.id, score })

function compare(a: Found, b: Found, locale: string): number {
  return a.entry.card.title.localeCompare(b.entry.card.title, locale) || (a.entry.id < b.entry.id ? -1 : 1)
}

function countsOf(found: readonly Found[], source: CardSource, { locale }: SearchQuery) {
  const titles = (kind: 'theme' | 'lifeEvent' | 'organisation') =>
    new Map(source.cards({ kind, locale, filter: {} }).map(({ slug, card }) => [slug, card.title]))
  const named = (titleOf: ReadonlyMap<string, string>) => (value: string) => {
    const title = titleOf.get(value)
    return title === undefined ? null : facetValue(value, title)
  }
  const themes = named(titles('theme'))
  const lifeEvents = named(titles('lifeEvent'))
  const organisations = named(titles('organisation'))
  const cards = found.map(({ entry }) => entry.card)
  const valuesOf = {
    theme: cards.flatMap((card) => card.themes.map(themes)),
    lifeEvent: cards.flatMap((card) => card.lifeEvents.map(lifeEvents)),
    organisation: cards.map(({ organisation }) => organisation && organisations(organisation.slug)),
    audience: cards.flatMap((card) => card.audiences),
    organisationType: cards.map(({ organisation }) => organisation?.type ?? null),
    kind: cards.map(({ productKind }) => productKind),
  }
  return Object.fromEntries(
    Object.entries(FACET_ATTRIBUTES).map(([name, attribute]) => [
      attribute,
      counted(new Map<string, readonly (string | null)[]>(Object.entries(valuesOf)).get(name) ?? []),
    ]),
  )
}

function counted(values: readonly (string | null)[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Object.fromEntries(counts)
}
