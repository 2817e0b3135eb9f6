import type { Locale } from '../catalogue'
import { wordPlaces } from './analysis'
import { knownStem, stemOf } from './stems'

/** How many words of a text are shown. */
const SHOWN_WORDS = 28
/** Words before the first that was found, so that it does not stand by itself. */
const WORDS_BEFORE = 6
/** Shorter words are the beginning of too many others. */
const SHORTEST_BEGINNING = 5

/**
 * Part of a text as safe HTML with the words searched for in `<mark>`: in any form (by their stems), and words that begin
 * with them. The part that holds most of them, and of equals the first. Without any the beginning of the first text that
 * is not empty.
 */
export function snippetOf(texts: readonly string[], words: readonly string[], locale: Locale): string {
  const meaning = meaningOf(words, locale)
  let best: Part | null = null
  for (const text of texts) {
    const part = bestPart(read(text, meaning))
    if (part !== null && (best === null || part.found > best.found)) best = part
    if (best?.found === meaning.count) break
  }
  return best === null ? '' : htmlOf(best)
}

type Meaning = {
  readonly count: number
  /** Which of the words searched for a word of a text stands for; null: none. */
  readonly of: (word: string) => string | null
}

function meaningOf(words: readonly string[], locale: Locale): Meaning {
  const stems = new Set(words.map((word) => stemOf(word, locale)))
  const beginnings = words
    .filter(({ length }) => length >= SHORTEST_BEGINNING)
    .map((word) => word.toLowerCase())
  return {
    count: stems.size,
    of(word) {
      const stem = knownStem(word, locale)
      if (stem !== null && stems.has(stem)) return stem
      const begun = beginnings.find((beginning) => word.toLowerCase().startsWith(beginning))
      return begun === undefined ? null : stemOf(begun, locale)
    },
  }
}

type Word = { readonly from: number; readonly to: number; readonly means: string | null }
type Read = { readonly text: string; readonly words: readonly Word[] }

function read(written: string, meaning: Meaning): Read {
  const text = written.normalize('NFC')
  const words = wordPlaces(text).map(({ word, from }) => ({
    from,
    to: from + word.length,
    means: meaning.of(word),
  }))
  return { text, words }
}

type Part = Read & {
  /** Which words of the text it shows, and how many different ones of those searched for they mean. */
  readonly start: number
  readonly end: number
  readonly found: number
}

/** Null for a text without words. */
function bestPart({ text, words }: Read): Part | null {
  if (words.length === 0) return null
  const partFrom = (first: number): Part => {
    const start = Math.max(0, Math.min(first - WORDS_BEFORE, words.length - SHOWN_WORDS))
    const end = Math.min(words.length, start + SHOWN_WORDS)
    const meant = words.slice(start, end).flatMap(({ means }) => means ?? [])
    return { text, words, start, end, found: new Set(meant).size }
  }
  let best = partFrom(0)
  for (const [place, { means }] of words.entries()) {
    if (means === null) continue
    const part = partFrom(place)
    if (part.found > best.found) best = part
  }
  return best
}

function htmlOf({ text, words, start, end }: Part): string {
  const from = start === 0 ? 0 : (words[start]?.from ?? 0)
  const to = end === words.length ? text.length : (words[end - 1]?.to ?? text.length)
  let html = start === 0 ? '' : '… '
  let at = from
  for (const word of words.slice(start, end)) {
    if (word.means === null) continue
    html += `${safe(text.slice(at, word.from))}<mark>${safe(text.slice(word.from, word.to))}</mark>`
    at = word.to
  }
  return `${html}${safe(text.slice(at, to))}${end === words.length ? '' : ' …'}`.trim()
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

const safe = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[&<>"']/g, (sign) => ESCAPES.get(sign) ?? '')
