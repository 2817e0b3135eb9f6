import { stemOf } from './stems'
import { atOnce, pacer, type Steps } from './steps'

/** Words of a catalogue that are made of two others: Dutch writes them as one, and people often do not. */
export type Compounds = {
  /** The two words that one is made of; null for a word that is not, or of which the parts do not occur alone. */
  partsOf(word: string): readonly [string, string] | null
  /** The longest word that one begins or ends with, for words of which a part is unknown; null when there is none. */
  partIn(word: string): string | null
  /** The word made of these two, in either order; null when it does not occur. */
  joined(first: string, second: string): string | null
}

const SHORTEST_PART = 3
/** A part that stands for the whole word must say something. */
const SHORTEST_LONE_PART = 5
/** What may stand between two parts: `verkeer-s-boete`, `kind-er-opvang`, `hond-en-belasting`. */
const LINKS = ['', 's', 'en', 'e', 'er', 'n']

/** Words between two chances to put the work aside: finding the parts of one takes some hundredths of a millisecond. */
const WORDS_PER_STEP = 20

/** Learns from folded words which are made of others. Dutch only. */
export const compoundsOf = (words: Iterable<string>): Compounds => atOnce(compoundsInSteps(words))

export function* compoundsInSteps(words: Iterable<string>): Steps<Compounds> {
  const isTime = pacer(WORDS_PER_STEP)
  const known = new Set(words)
  const stems = new Map<string, string>()
  for (const word of known) {
    if (word.length >= SHORTEST_PART) stems.set(stemOf(word, 'nl'), word)
    if (isTime()) yield
  }
  const wordFor = (part: string) =>
    part.length < SHORTEST_PART ? null : known.has(part) ? part : (stems.get(stemOf(part, 'nl')) ?? null)

  const partsOf = (word: string): readonly [string, string] | null => {
    let best: readonly [string, string] | null = null
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
      const last = wordFor(word.slice(at))
      if (last === null || last === word) continue
      for (const link of LINKS) {
        const start = word.slice(0, at)
        if (!start.endsWith(link)) continue
        const first = wordFor(start.slice(0, start.length - link.length))
        // Of several ways the one whose shorter part is longest: "rijbewijs" is not "rij" and something.
        if (first !== null && first !== word && shorter(first, last) > shorter(...(best ?? ['', '']))) {
          best = [first, last]
        }
      }
    }
    return best
  }

  const partsOfKnown = new Map<string, readonly [string, string] | null>()
  const byParts = new Map<string, string>()
  const keyOf = (first: string, last: string) => `${stemOf(first, 'nl')} ${stemOf(last, 'nl')}`
  for (const word of known) {
    const parts = word.length >= 2 * SHORTEST_PART ? partsOf(word) : null
    partsOfKnown.set(word, parts)
    if (parts) byParts.set(keyOf(...parts), word)
    if (isTime()) yield
  }
  const partIn = (word: string): string | null => {
    for (let length = word.length - 1; length >= SHORTEST_LONE_PART; length -= 1)
      for (const part of [word.slice(0, length), word.slice(-length)]) {
        const found = wordFor(part)
        if (found !== null) return found
      }
    return null
  }
  return {
    partsOf: (word) => {
      const known = partsOfKnown.get(word)
      return known === undefined ? partsOf(word) : known
    },
    partIn,
    joined: (first, second) =>
      byParts.get(keyOf(first, second)) ??
      LINKS.map((link) => first + link + second).find((word) => known.has(word)) ??
      byParts.get(keyOf(second, first)) ??
      null,
  }
}

const shorter = (first: string, last: string) => Math.min(first.length, last.length)
