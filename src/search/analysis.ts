import type { Locale } from '../catalogue'
import { QUERY_FILLERS, STOP_WORDS, WEAK_WORDS } from './stop-words'

/** Letters and digits, with signs inside a word kept: `e-mail`, `'s-Hertogenbosch` → `s-Hertogenbosch`, `zzp'er`. */
const WORD = /[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*/gu

/** Lower case without accents: what words are compared by. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** The words of a text as written, in order. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').match(WORD) ?? []
}

/** The same with where in the text they begin. The text is in NFC, else places are not those of the text as given. */
export function wordPlaces(text: string): readonly { readonly word: string; readonly from: number }[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ word, from: index }))
}

const unimportant: Readonly<Record<Locale, ReadonlySet<string>>> = {
  nl: new Set([...STOP_WORDS.nl, ...QUERY_FILLERS.nl]),
  en: new Set([...STOP_WORDS.en, ...QUERY_FILLERS.en]),
}

const weak: Readonly<Record<Locale, ReadonlySet<string>>> = {
  nl: new Set(WEAK_WORDS.nl),
  en: new Set(WEAK_WORDS.en),
}

/** True for words that say nothing about what is looked for: `hoeveel`, `een`, `mijn`. */
export function isFiller(word: string, locale: Locale): boolean {
  return unimportant[locale].has(fold(word))
}

/** The words of a query but for those around what is looked for. */
export const tellingIn = (query: string, locale: Locale): readonly string[] =>
  wordsOf(query).filter((word) => !isFiller(word, locale))

/**
 * What a query is about, as words: a whole question loses its question words. Keeps everything when nothing else would
 * be left. Signs with which an engine's query language excludes or quotes words have no such effect here.
 */
export function termsOf(query: string, locale: Locale): readonly string[] {
  const all = wordsOf(query)
  const telling = tellingIn(query, locale)
  const strong = telling.filter((word) => !weak[locale].has(fold(word)))
  return [strong, telling, all].find((words) => words.length > 0) ?? []
}
