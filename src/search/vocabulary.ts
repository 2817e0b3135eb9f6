import type { Locale } from '../catalogue'
import { fold, isFiller, wordsOf } from './analysis'
import { compoundsOf, type Compounds } from './compounds'
import { nearWordsInSteps } from './near-words'
import { soundOf } from './sounds'
import { atOnce, pacer, type Steps } from './steps'

/** The words that occur in what is published, for telling a typing error from a rare word. */
export type Vocabulary = {
  /** True when the word, or a longer word that begins with it, occurs. */
  knows(word: string): boolean
  /** The likeliest word meant by one that does not occur; null when none is near. */
  nearest(word: string): string | null
  readonly compounds: Compounds
  /** How many words occur. */
  readonly size: number
}

const SHORTEST = 5
/** From this length on two errors are forgiven, below it one. */
const LONG = 9

/** A word with how often it occurs and how it sounds. Of words that fit alike the one that was met first counts. */
export type CountedWord = { readonly word: string; readonly count: number; readonly sound: string }

/** Words between two chances to put the work aside. */
const WORDS_PER_STEP = 200

export function vocabularyOf(texts: Iterable<string>): Vocabulary {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const word of wordsOf(fold(text))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const counted = [...counts].map(([word, count]) => ({ word, count, sound: soundOf(word) }))
  const words = counted.map(({ word }) => word)
  return atOnce(vocabularyInSteps(counted, compoundsOf(words)))
}

/** `compounds` are those of the same words. */
export function* vocabularyInSteps(counted: readonly CountedWord[], compounds: Compounds): Steps<Vocabulary> {
  const isTime = pacer(WORDS_PER_STEP)
  const begins = beginnings()
  /** Per sound the word most in use. */
  const heard = new Map<string, CountedWord>()
  for (const entry of counted) {
    if (entry.count > (heard.get(entry.sound)?.count ?? 0)) heard.set(entry.sound, entry)
    begins.add(entry.word)
    if (isTime()) yield
  }
  const near = yield* nearWordsInSteps(counted.filter(({ word }) => word.length >= SHORTEST - 1))

  return {
    size: counted.length,
    compounds,
    knows: (word) => begins.has(fold(word)),
    nearest(word) {
      const folded = fold(word)
      if (folded.length < SHORTEST || /\d/.test(folded)) return null
      const alike = heard.get(soundOf(folded))
      if (alike !== undefined) return alike.word
      return near(folded, folded.length < LONG ? 1 : 2)
    },
  }
}

/** Letters by which words are put together. */
const BEGINNING = 4

/** Tells whether a word begins with something, or is it. */
function beginnings() {
  const short = new Set([''])
  const words = new Map<string, string[]>()
  let isEmpty = true
  return {
    add(word: string): void {
      isEmpty = false
      for (let length = 1; length < BEGINNING; length += 1) short.add(word.slice(0, length))
      const key = word.slice(0, BEGINNING)
      const same = words.get(key)
      if (same) same.push(word)
      else words.set(key, [word])
    },
    has(begin: string): boolean {
      if (begin.length < BEGINNING) return !isEmpty && short.has(begin)
      return words.get(begin.slice(0, BEGINNING))?.some((word) => word.startsWith(begin)) ?? false
    },
  }
}

export { typingDistance } from './near-words'

/** The words of a query that do not occur and have a near one that does. */
export function suspectsIn(
  query: string,
  vocabulary: Vocabulary,
  locale: Locale,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const word of wordsOf(query)) {
    if (isFiller(word, locale) || vocabulary.knows(word)) continue
    const nearest = vocabulary.nearest(word)
    if (nearest !== null) found.set(word, nearest)
  }
  return found
}

/** The query with words replaced; the rest stays as typed. */
export function withReplaced(query: string, corrections: ReadonlyMap<string, string>): string {
  let corrected = query.normalize('NFC')
  for (const [word, meant] of corrections) {
    corrected = corrected.replaceAll(
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'gu'),
      meant,
    )
  }
  return corrected
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
