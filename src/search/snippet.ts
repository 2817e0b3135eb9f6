import type { Locale } from '../catalogue'
import { wordPlaces } from './analysis'
import { knownStem, stemOf } from './stems'

/** How many words of a text are shown. */
const SHOWN_WORDS = 28
/** Words before the first that was found, so that it does not stand by itself. */
const WORDS_BEFORE = 6

/**
 * Part of a text as safe HTML with the words searched for in `<mark>`, by their stems: of the text that holds most of
 * them, the first of those that hold as many. Without any of them the beginning of the first text that is not empty.
 */
export function snippetOf(texts: readonly string[], words: readonly string[], locale: Locale): string {
  const stems = new Set(words.map((word) => stemOf(word, locale)))
  let best: Read | null = null
  for (const text of texts) {
    const read = readFor(text, stems, locale)
    if (read.words.length === 0) continue
    if (best === null || read.found > best.found) best = read
    if (best.found === stems.size) break
  }
  return best === null ? '' : cut(best)
}

type Word = { readonly from: number; readonly to: number; readonly isFound: boolean }
type Read = {
  readonly text: string
  readonly words: readonly Word[]
  /** How many of the words searched for it holds. */
  readonly found: number
}

function readFor(written: string, stems: ReadonlySet<string>, locale: Locale): Read {
  const text = written.normalize('NFC')
  const found = new Set<string>()
  const words = wordPlaces(text).map(({ word, from }): Word => {
    const stem = knownStem(word, locale)
    const isFound = stem !== null && stems.has(stem)
    if (isFound) found.add(stem)
    return { from, to: from + word.length, isFound }
  })
  return { text, words, found: found.size }
}

function cut({ text, words }: Read): string {
  const first = words.findIndex(({ isFound }) => isFound)
  const start =
    words.length <= SHOWN_WORDS ? 0 : Math.max(0, Math.min(first - WORDS_BEFORE, words.length - SHOWN_WORDS))
  const end = Math.min(words.length, start + SHOWN_WORDS)
  const from = start === 0 ? 0 : (words[start]?.from ?? 0)
  const to = end === words.length ? text.length : (words[end - 1]?.to ?? text.length)
  let html = start === 0 ? '' : '… '
  let at = from
  for (const word of words.slice(start, end)) {
    if (!word.isFound) continue
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
