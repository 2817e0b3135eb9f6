import type { Locale } from '../catalogue'
import { fold, tellingIn, termsOf } from './analysis'
import { isRatherEnglish } from './language'
import type { NamesIndex } from './names-index'
import { stemOf } from './stems'
import type { Vocabulary } from './vocabulary'

/** One way of asking for what somebody typed. The best of all ways counts for each hit. */
export type PlannedQuery = {
  readonly words: readonly string[]
  /** Whether the texts are searched or the stems of their words. */
  readonly among: 'texts' | 'stems'
  /** Language of the texts: English words find the English text of an item too. */
  readonly locale: Locale
  /** By what its scores are multiplied. */
  readonly weight: number
}

/** An item by what it is called, with a score from 0 to 1. */
export type RankedByName = { readonly key: string; readonly score: number }

export type QueryPlan = {
  /** All words that say something, in every way of writing them that is tried; also those that items are not found by. */
  readonly words: readonly string[]
  /** Ways of asking the engine for all words together. */
  readonly together: readonly PlannedQuery[]
  /** Items by their names, best first. */
  readonly named: readonly RankedByName[]
}

/** A stem that fits says a little less than the word as it is written. */
const STEMS_WEIGHT = 0.97

/**
 * The ways in which a query is put to the engine (as typed, with words that belong together written as one, and by stems
 * with compounds taken apart) and how the items rank by their names. `names` is null while it is not known.
 */
export function planQueries(
  query: string,
  locale: Locale,
  names: Readonly<Record<Locale, NamesIndex>> | null,
  /** Items by name at most. */
  mostNamed = Number.POSITIVE_INFINITY,
): QueryPlan {
  const terms = termsOf(query, locale)
  if (names === null) {
    const plain: PlannedQuery = { words: terms, among: 'texts', locale, weight: 1 }
    return {
      words: unique(tellingIn(query, locale), terms),
      together: [plain, stemmed(terms, locale)],
      named: [],
    }
  }
  const { vocabulary } = names[locale]
  const knows = { nl: names.nl.vocabulary.knows, en: names.en.vocabulary.knows }
  const isEnglish = locale === 'nl' && isRatherEnglish(query, knows)
  const english = isEnglish ? termsOf(query, 'en') : []
  const own = isEnglish ? english : terms
  const joined = locale === 'nl' ? withJoined(own, vocabulary) : null
  const parts = locale === 'nl' ? inParts(own, vocabulary) : own
  const together: PlannedQuery[] = [
    { words: own, among: 'texts', locale, weight: 1 },
    ...(joined ? [{ words: joined, among: 'texts' as const, locale, weight: 1 }] : []),
    stemmed(parts, locale),
    // The engine refuses to search an index that holds nothing yet.
    ...(isEnglish && names.en.vocabulary.size > 0
      ? [
          { words: english, among: 'texts' as const, locale: 'en' as const, weight: 1 },
          stemmed(english, 'en'),
        ]
      : []),
  ]
  const named = isEnglish
    ? best(names.en.rank(query, mostNamed), names.nl.rank(english.join(' '), mostNamed)).slice(0, mostNamed)
    : names[locale].rank(query, mostNamed)
  const said = tellingIn(query, isEnglish ? 'en' : locale)
  return { words: unique(said, own, joined ?? [], parts), together, named }
}

const unique = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())]

const stemmed = (terms: readonly string[], locale: Locale): PlannedQuery => ({
  words: [...new Set(terms.map((term) => stemOf(term, locale)))],
  among: 'stems',
  locale,
  weight: STEMS_WEIGHT,
})

/** Two neighbours, or two words anywhere, that the catalogue writes as one; null when there are none. */
function withJoined(terms: readonly string[], { compounds }: Vocabulary): readonly string[] | null {
  for (const [at, first] of terms.entries())
    for (const second of terms.slice(at + 1)) {
      const compound = compounds.joined(fold(first), fold(second))
      if (compound) return [compound, ...terms.filter((term) => term !== first && term !== second)]
    }
  return null
}

/** A compound that is written nowhere is looked for by its parts. */
function inParts(terms: readonly string[], { knows, compounds }: Vocabulary): readonly string[] {
  return terms.flatMap((term) => (knows(term) ? [term] : (compounds.partsOf(fold(term)) ?? [term])))
}

function best(...lists: readonly (readonly RankedByName[])[]): readonly RankedByName[] {
  const scores = new Map<string, number>()
  for (const { key, score } of lists.flat()) scores.set(key, Math.max(scores.get(key) ?? 0, score))
  return [...scores].map(([key, score]) => ({ key, score })).sort((a, b) => b.score - a.score)
}
