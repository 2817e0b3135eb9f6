import type { Locale } from '../catalogue'
import { fold, isFiller, wordsOf } from './analysis'
import { compoundsInSteps, type Compounds } from './compounds'
import type { NamedItem } from './names-index'
import { soundOf } from './sounds'
import { stemOf } from './stems'
import type { Steps } from './steps'

/** An item's names as numbers of words, in one array: arrays of their own would take more room than what is in them. */
export type Tokens = {
  readonly key: string
  readonly kind: NamedItem['kind']
  /** Every word of title, labels and names in that order; after them those that say something. */
  readonly numbers: Uint32Array
  /** Where the telling words of each field begin. */
  readonly starts: Readonly<Record<NameField, number>>
}
export type NameField = 'labels' | 'title' | 'names'

/**
 * Gives every word and every stem of one language a number, and remembers the words of items: names hardly ever change, so
 * that an index that is made anew reads only what is new.
 */
export type Lexicon = {
  readonly locale: Locale
  /** Of the same object it is remembered; so an item must never change. */
  tokensOf(item: NamedItem): Tokens
  word(number: number): string
  /** How many words have been met. */
  readonly size: () => number
  /** How a word sounds. */
  soundOf(number: number): string
  /** The number of the stem of a word, given when it is met first. */
  stemNumber(word: string): number
  /** Of a stem that may never have been met. */
  knownStem(stem: string): number | undefined
  readonly stems: () => number
  /** Compounds among words; those of the same words as the last time are known. */
  compoundsOf(words: readonly string[]): Steps<Compounds>
}

/** The words of a text, and those of them that say something. */
type Read = { readonly all: readonly number[]; readonly telling: readonly number[] }

/** Names stand with many items, which come one after another; no more than so many are remembered. */
const MOST_TEXTS = 20_000

/** Text of which the words are the same whether it is folded first or last. */
const PLAIN = /^[\x20-\x7E]*$/

export function lexiconOf(locale: Locale): Lexicon {
  const numbers = new Map<string, number>()
  const words: string[] = []
  const stems = new Map<string, number>()
  const sounds: string[] = []
  const fillers: boolean[] = []
  const stemNumbers = new Map<string, number>()
  let compounds: { readonly of: readonly string[]; readonly found: Compounds } | null = null
  const texts = new Map<string, Read>()
  const remembered = new WeakMap<NamedItem, Tokens>()

  const numberOf = (word: string): number => {
    const known = numbers.get(word)
    if (known !== undefined) return known
    const number = words.push(word) - 1
    numbers.set(word, number)
    return number
  }
  const isFillerWord = (number: number) => (fillers[number] ??= isFiller(words[number] ?? '', locale))
  const read = (text: string): Read => {
    if (PLAIN.test(text)) {
      const all = wordsOf(text.toLowerCase()).map(numberOf)
      return { all, telling: all.filter((number) => !isFillerWord(number)) }
    }
    return {
      all: wordsOf(fold(text)).map(numberOf),
      telling: wordsOf(text)
        .filter((word) => !isFiller(word, locale))
        .map((word) => numberOf(fold(word))),
    }
  }
  const readAgain = (text: string): Read => {
    const known = texts.get(text)
    if (known) return known
    if (texts.size >= MOST_TEXTS) texts.clear()
    const found = read(text)
    texts.set(text, found)
    return found
  }
  const tokensIn = ({ key, kind, title, labels, names }: NamedItem): Tokens => {
    const fields = { title: [read(title)], labels: labels.map(readAgain), names: names.map(readAgain) }
    return packed(key, kind, {
      words: Object.values(fields).flatMap((read) => read.flatMap(({ all }) => all)),
      title: fields.title.flatMap(({ telling }) => telling),
      labels: fields.labels.flatMap(({ telling }) => telling),
      names: fields.names.flatMap(({ telling }) => telling),
    })
  }

  return {
    locale,
    tokensOf(item) {
      const before = remembered.get(item)
      if (before) return before
      const tokens = tokensIn(item)
      remembered.set(item, tokens)
      return tokens
    },
    word: (number) => words[number] ?? '',
    size: () => words.length,
    soundOf: (number) => (sounds[number] ??= soundOf(words[number] ?? '')),
    stemNumber(word) {
      const before = stemNumbers.get(word)
      if (before !== undefined) return before
      const stem = stemOf(word, locale)
      const number = stems.get(stem) ?? stems.size
      stems.set(stem, number)
      stemNumbers.set(word, number)
      return number
    },
    knownStem: (stem) => stems.get(stem),
    stems: () => stems.size,
    *compoundsOf(of) {
      const isSame =
        compounds?.of.length === of.length && of.every((word, place) => word === compounds?.of[place])
      if (!compounds || !isSame) compounds = { of, found: yield* compoundsInSteps(of) }
      return compounds.found
    },
  }
}

type Numbers = { readonly [list in 'words' | NameField]: readonly number[] }

function packed(key: string, kind: NamedItem['kind'], { words, title, labels, names }: Numbers): Tokens {
  const numbers = Uint32Array.from([...words, ...title, ...labels, ...names])
  const starts = {
    title: words.length,
    labels: words.length + title.length,
    names: numbers.length - names.length,
  }
  return { key, kind, numbers, starts }
}

export const everyWord = ({ numbers, starts }: Tokens): Uint32Array => numbers.subarray(0, starts.title)

/** The words of one field that say something. */
export function tellingWords({ numbers, starts }: Tokens, field: NameField): Uint32Array {
  const end = { title: starts.labels, labels: starts.names, names: numbers.length }[field]
  return numbers.subarray(starts[field], end)
}
