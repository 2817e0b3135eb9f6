import type { Locale } from '../catalogue'
import { fold, isFiller, termsOf, wordsOf } from './analysis'
import { stemOf } from './stems'
import type { Vocabulary } from './vocabulary'

/** A part of a compound that was not asked for by itself says less than a word of the query. */
const PART_WEIGHT = 0.35
/** The parts of a compound that is written nowhere stand for it. */
const ONLY_PART_WEIGHT = 0.8
/** Of a word that nobody knows, the part that is known is a guess. */
const LONE_PART_WEIGHT = 0.5
/** A word that means the same says half as much: it was not typed. */
const ALIKE_WEIGHT = 0.5
/** Shorter words are not taken apart: what is found in them is chance. */
const SHORTEST_COMPOUND = 7

export type QueryContext = {
  readonly vocabulary: Vocabulary
  /** Whether an item has this stem among its names. */
  readonly has: (stem: string) => boolean
  /** Words that mean the same as something among these. */
  readonly alike: (words: readonly string[]) => readonly string[]
}

/**
 * What a query asks for, as stems with how much each says, from 0 to 1: its words, the words that two of them make
 * together, the parts of compounds, and words that mean the same. A word that nothing holds gives way to its parts or to
 * the nearest word.
 */
export function queryTerms(
  query: string,
  locale: Locale,
  { vocabulary, has, alike }: QueryContext,
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  const add = (word: string, weight: number) => {
    const stem = stemOf(word, locale)
    weights.set(stem, Math.max(weights.get(stem) ?? 0, weight))
  }
  const isKnown = (word: string) => has(stemOf(word, locale))
  const partsOf = (word: string) => (locale === 'nl' ? (vocabulary.compounds.partsOf(word) ?? []) : [])
  const terms = termsOf(query, locale)
    .map(fold)
    .flatMap((term) => (isKnown(term) ? [term] : term.split(/[-'’.]/).filter((part) => part !== '')))

  for (const [place, term] of terms.entries()) {
    const next = terms[place + 1]
    const joined = locale === 'nl' && next ? vocabulary.compounds.joined(term, next) : null
    if (joined) add(joined, 1)
    const parts = isKnown(term) ? [] : partsOf(term)
    for (const part of parts) add(part, ONLY_PART_WEIGHT)
    if (parts.length > 0) continue
    const word = isKnown(term) || alike([term]).length > 0 ? term : vocabulary.nearest(term)
    if (word === null) {
      const part = locale === 'nl' ? vocabulary.compounds.partIn(term) : null
      add(part ?? term, part ? LONE_PART_WEIGHT : 1)
      continue
    }
    add(word, 1)
    if (word.length >= SHORTEST_COMPOUND) for (const part of partsOf(word)) add(part, PART_WEIGHT)
  }
  for (const word of alike(wordsOf(query))) if (!isFiller(word, locale)) add(word, ALIKE_WEIGHT)
  return weights
}
