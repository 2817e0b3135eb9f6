import type { Locale } from '../catalogue'
import { fold, wordsOf } from './analysis'
import { stemOf } from './stems'

/** Words that mean the same to people who search. */
export type SynonymEntry = {
  readonly locale: Locale
  readonly terms: readonly string[]
  /** Empty: each of the terms finds the others. Else: the terms find these too, these do not find the terms. */
  readonly targets: readonly string[]
}

/** Synonyms as the engine wants them: what is typed → what is found as well. */
export function synonymTable(entries: readonly SynonymEntry[], locale: Locale): Record<string, string[]> {
  const table = new Map<string, Set<string>>()
  for (const entry of entries.filter((candidate) => candidate.locale === locale)) {
    const terms = folded(entry.terms)
    const found = entry.targets.length > 0 ? folded(entry.targets) : terms
    for (const typed of terms) {
      const others = found.filter((word) => word !== typed)
      if (others.length > 0) table.set(typed, new Set([...(table.get(typed) ?? []), ...others]))
    }
  }
  return Object.fromEntries([...table].sort().map(([typed, found]) => [typed, [...found].sort()]))
}

/** The words that mean the same as something in a query, beside its own; phrases fit as a whole, in whatever form. */
export function alikeIn(
  entries: readonly SynonymEntry[],
  locale: Locale,
): (words: readonly string[]) => readonly string[] {
  const stemsOf = (words: readonly string[]) => ` ${words.map((word) => stemOf(word, locale)).join(' ')} `
  const table = Object.entries(synonymTable(entries, locale)).map(([typed, found]) => ({
    typed: stemsOf(wordsOf(typed)),
    found: found.flatMap(wordsOf),
  }))
  return (words) => {
    const asked = stemsOf(words)
    return [...new Set(table.flatMap(({ typed, found }) => (asked.includes(typed) ? found : [])))]
  }
}

const folded = (words: readonly string[]) =>
  words.map((word) => fold(word.trim())).filter((word) => word !== '')
