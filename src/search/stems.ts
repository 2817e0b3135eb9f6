import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import type { Locale } from '../catalogue'
import { fold, isFiller, wordsOf } from './analysis'

/** What is left of a word without its ending: `verhuizing`, `verhuizen` and `verhuis` give the same. */
export function stemOf(word: string, locale: Locale): string {
  const folded = fold(word)
  if (locale === 'en') return english(folded)
  // Snowball leaves "melding" whole, and the sound at the end of "verhuis" and "verhuiz" as it is written.
  const stem = dutch(folded).replace(/(?<=\w{4})ing$/, '')
  return stem
    .replace(/([bcdfgklmnprst])\1$/, '$1')
    .replace(/z$/, 's')
    .replace(/v$/, 'f')
}

/** The stems of the words of texts that say something, each once. */
export function stemsOf(texts: readonly string[], locale: Locale): readonly string[] {
  const stems = texts.flatMap(wordsOf).map((word) => knownStem(word, locale))
  return [...new Set(stems.filter((stem) => stem !== null))]
}

/** Of a catalogue of any size nearly all words were seen before. */
const MOST_KNOWN = 200_000
const known: Readonly<Record<Locale, Map<string, string | null>>> = { nl: new Map(), en: new Map() }

/** The stem of a word, kept from the last time; null for words that say nothing. */
export function knownStem(word: string, locale: Locale): string | null {
  const stems = known[locale]
  const stem = stems.get(word)
  if (stem !== undefined) return stem
  if (stems.size >= MOST_KNOWN) stems.clear()
  const found = isFiller(word, locale) ? null : stemOf(word, locale)
  stems.set(word, found)
  return found
}
