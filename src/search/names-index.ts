import type { Locale } from '../catalogue'
import { firstOf } from './first-of'
import { everyWord, lexiconOf, tellingWords, type Lexicon, type Tokens } from './lexicon'
import { collectPostings } from './postings'
import { queryTerms } from './query-terms'
import { atOnce, pacer, type Steps } from './steps'
import { alikeIn, type SynonymEntry } from './synonyms'
import { vocabularyInSteps, type CountedWord, type Vocabulary } from './vocabulary'

/** An item with everything people call it. */
export type NamedItem = {
  readonly key: string
  readonly kind: 'product' | 'question'
  readonly title: string
  /** Labels of uniform product names; empty for a question. */
  readonly labels: readonly string[]
  /** Synonyms, keywords, other ways of asking. */
  readonly names: readonly string[]
}

/** Ranks items of one language by their names. Which words mean which product is what the editors wrote there. */
export type NamesIndex = {
  readonly vocabulary: Vocabulary
  /** Items whose names hold something of the query, best first and so many at most, with a score from 0 to 1. */
  rank(query: string, most?: number): readonly { readonly key: string; readonly score: number }[]
}

/**
 * How much a word says by where it stands, and how much a longer text there makes it say less (BM25F, Robertson and
 * Zaragoza 2009). Chosen by measurement, see docs/decisions/0014-names-ranked-by-us.md.
 */
const FIELDS = [
  { field: 'labels', weight: 3, lengthShare: 0.15 },
  { field: 'title', weight: 3, lengthShare: 0.3 },
  { field: 'names', weight: 2.2, lengthShare: 0.3 },
] as const
/** How soon more of the same word says nothing new. */
const SATURATION = 1.2
const MOST_COUNTED = 3
/** A word inside a compound (“vergunning” in “parkeervergunning”) against the word by itself. */
const PART_SHARE = 0.5
/** How much of the score depends on how much of the query an item's names hold. */
const COVERAGE_SHARE = 0.5
/** Of a product and a question that fit alike the product comes first: it holds the whole answer. */
const QUESTION_SHARE = 0.85
const SHORTEST_COMPOUND = 7

/** Items between two chances to put the work aside. */
const ITEMS_PER_STEP = 50

export function namesIndexOf(
  items: readonly NamedItem[],
  locale: Locale,
  synonyms: readonly SynonymEntry[] = [],
): NamesIndex {
  return atOnce(namesIndexInSteps(items, lexiconOf(locale), synonyms))
}

/** Reads only what the lexicon has not met before; everything else is counting. */
export function* namesIndexInSteps(
  items: readonly NamedItem[],
  lexicon: Lexicon,
  synonyms: readonly SynonymEntry[],
): Steps<NamesIndex> {
  const { locale } = lexicon
  const isTime = pacer(ITEMS_PER_STEP)
  const tokens: Tokens[] = []
  const lengths = { labels: 0, title: 0, names: 0 }
  for (const item of items) {
    const read = lexicon.tokensOf(item)
    tokens.push(read)
    for (const { field } of FIELDS) lengths[field] += tellingWords(read, field).length
    if (isTime()) yield
  }
  const words = yield* countedWords(tokens, lexicon)
  const vocabulary = yield* vocabularyInSteps(
    words,
    yield* lexicon.compoundsOf(words.map(({ word }) => word)),
  )
  const stems = yield* stemsOfWords(words, vocabulary, lexicon)
  const fields = FIELDS.map(({ field, weight, lengthShare }) => ({
    field,
    weight,
    lengthShare,
    mean: lengths[field] / Math.max(1, items.length) || 1,
  }))
  const countStems = stemCounter(stems, lexicon.stems())
  const collected = collectPostings(lexicon.stems())
  for (const [place, item] of tokens.entries()) {
    for (const { field, weight, lengthShare, mean } of fields) {
      const own = tellingWords(item, field)
      const length = 1 - lengthShare + (lengthShare * own.length) / mean
      countStems(own, (stem, count) =>
        collected.add(stem, place, (weight * Math.min(count, MOST_COUNTED)) / length),
      )
    }
    if (isTime()) yield
  }
  const postings = yield* collected.sorted()

  const has = (stem: string) => {
    const number = lexicon.knownStem(stem)
    return number !== undefined && postings.count(number) > 0
  }
  const context = { vocabulary, has, alike: alikeIn(synonyms, locale) }
  const rarityOf = (count: number) => Math.log(1 + (items.length - count + 0.5) / (count + 0.5))
  const strengths = new Float64Array(items.length)
  const covered = new Float64Array(items.length)
  const scores = new Float64Array(items.length)

  return {
    vocabulary,
    rank(query, most = Number.POSITIVE_INFINITY) {
      const met: number[] = []
      let asked = 0
      for (const [stem, weight] of queryTerms(query, locale, context)) {
        const number = lexicon.knownStem(stem)
        const rarity = rarityOf(number === undefined ? 0 : postings.count(number)) * weight
        asked += rarity
        if (number === undefined) continue
        postings.forEach(number, (place, strength) => {
          if (covered[place] === 0) met.push(place)
          strengths[place] = (strengths[place] ?? 0) + (rarity * strength) / (strength + SATURATION)
          covered[place] = (covered[place] ?? 0) + rarity
        })
      }
      for (const place of met) {
        const coverage = 1 - COVERAGE_SHARE + COVERAGE_SHARE * ((covered[place] ?? 0) / asked)
        const kind = tokens[place]?.kind === 'question' ? QUESTION_SHARE : 1
        scores[place] = ((strengths[place] ?? 0) / asked) * coverage * kind
        strengths[place] = covered[place] = 0
      }
      const keyOf = (place: number) => tokens[place]?.key ?? ''
      const first = firstOf(met, most, (a, b) => {
        const difference = (scores[b] ?? 0) - (scores[a] ?? 0)
        return difference === 0 ? (keyOf(a) < keyOf(b) ? -1 : 1) : difference
      })
      return first.map((place) => ({ key: keyOf(place), score: scores[place] ?? 0 }))
    },
  }
}

type NumberedWord = CountedWord & { readonly number: number }

/** Every word that occurs with how often, in the order in which they occur. */
function* countedWords(tokens: readonly Tokens[], lexicon: Lexicon): Steps<readonly NumberedWord[]> {
  const isTime = pacer(ITEMS_PER_STEP)
  const counts = new Uint32Array(lexicon.size())
  const met: number[] = []
  for (const item of tokens) {
    for (const word of everyWord(item)) {
      if (counts[word] === 0) met.push(word)
      counts[word] = (counts[word] ?? 0) + 1
    }
    if (isTime()) yield
  }
  const words: NumberedWord[] = []
  for (const number of met) {
    const count = counts[number] ?? 0
    words.push({ number, word: lexicon.word(number), count, sound: lexicon.soundOf(number) })
    if (isTime()) yield
  }
  return words
}

/** Per word the stem, and those of the parts it is made of, each followed by what it counts for. */
type StemsOfWords = readonly (readonly number[] | undefined)[]

function* stemsOfWords(
  words: readonly NumberedWord[],
  { compounds }: Vocabulary,
  lexicon: Lexicon,
): Steps<StemsOfWords> {
  const isTime = pacer(ITEMS_PER_STEP)
  const stems: number[][] = []
  for (const { word, number } of words) {
    const isLong = lexicon.locale === 'nl' && word.length >= SHORTEST_COMPOUND
    const parts = isLong ? (compounds.partsOf(word) ?? []) : []
    stems[number] = [
      lexicon.stemNumber(word),
      1,
      ...parts.flatMap((part) => [lexicon.stemNumber(part), PART_SHARE]),
    ]
    if (isTime()) yield
  }
  return stems
}

/** Counts the stems of words. What it counts with is used again and again: making maps would cost as much as all the rest. */
function stemCounter(stemsOf: StemsOfWords, stems: number) {
  const counts = new Float64Array(stems)
  const met: number[] = []
  return (words: Uint32Array, visit: (stem: number, count: number) => void): void => {
    for (const word of words) {
      const own = stemsOf[word] ?? []
      for (let at = 0; at < own.length; at += 2) {
        const stem = own[at] ?? 0
        if (counts[stem] === 0) met.push(stem)
        counts[stem] = (counts[stem] ?? 0) + (own[at + 1] ?? 0)
      }
    }
    for (const stem of met) {
      visit(stem, counts[stem] ?? 0)
      counts[stem] = 0
    }
    met.length = 0
  }
}
