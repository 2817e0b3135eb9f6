import { atOnce, pacer, type Steps } from './steps'
import type { CountedWord } from './vocabulary'

/** The nearest word within so many typing errors; of those equally near the most in use, then the first. Null: none. */
export type NearWords = (word: string, most: number) => string | null

/** Words between two chances to put the work aside. */
const WORDS_PER_STEP = 500

export const nearWords = (counted: readonly CountedWord[]): NearWords => atOnce(nearWordsInSteps(counted))

type SameLength = { readonly entries: CountedWord[]; readonly places: number[]; readonly letters: number[] }

/**
 * Looks only at words of about the same length and letters: one error adds or takes away one letter, or puts one in the
 * place of another, so that the letters of two words differ by two at most for each error.
 */
export function* nearWordsInSteps(counted: readonly CountedWord[]): Steps<NearWords> {
  const isTime = pacer(WORDS_PER_STEP)
  const byLength = new Map<number, SameLength>()
  for (const [place, entry] of counted.entries()) {
    const { length } = entry.word
    const same = byLength.get(length) ?? { entries: [], places: [], letters: [] }
    same.entries.push(entry)
    same.places.push(place)
    same.letters.push(lettersOf(entry.word))
    byLength.set(length, same)
    if (isTime()) yield
  }

  return (word, most) => {
    const letters = lettersOf(word)
    let best: { readonly entry: CountedWord; readonly place: number } | null = null
    let nearest = most
    for (let length = word.length - most; length <= word.length + most; length += 1) {
      const same = byLength.get(length)
      if (!same) continue
      for (let at = 0; at < same.letters.length; at += 1) {
        if (bitsIn(letters ^ (same.letters[at] ?? 0)) > 2 * most) continue
        const entry = same.entries[at]
        if (entry === undefined) continue
        const distance = typingDistance(word, entry.word, nearest)
        if (distance > nearest) continue
        const place = same.places[at] ?? 0
        const isBetter =
          best === null ||
          distance < nearest ||
          entry.count > best.entry.count ||
          (entry.count === best.entry.count && place < best.place)
        if (isBetter) best = { entry, place }
        nearest = distance
      }
    }
    return best?.entry.word ?? null
  }
}

/** Which letters a word has, as bits; what is no letter from a to z shares the other bits. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at)
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6))
  }
  return letters
}

function bitsIn(number: number): number {
  let left = number - ((number >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/**
 * Damerau-Levenshtein distance (optimal string alignment): letters missing, added, mistaken or swapped with their
 * neighbour. Gives up above `most` and then answers `most + 1`.
 */
export function typingDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1]
      let least = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isSwapped) least = Math.min(least, (before[column - 2] ?? 0) + 1)
      current.push(least)
    }
    if (Math.min(...current) > most) return most + 1
    before = previous
    previous = current
  }
  return Math.min(previous[b.length] ?? most + 1, most + 1)
}
