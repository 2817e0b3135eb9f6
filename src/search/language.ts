import { fold, wordsOf } from './analysis'
import { QUERY_FILLERS, STOP_WORDS, WEAK_WORDS } from './stop-words'

const dutch = new Set([...STOP_WORDS.nl, ...QUERY_FILLERS.nl, ...WEAK_WORDS.nl])
const english = new Set([...STOP_WORDS.en, ...QUERY_FILLERS.en])

/**
 * Whether a query is rather English than Dutch: by the small words that only one of the two has, and when those leave it
 * open by which language knows more of its words.
 */
export function isRatherEnglish(
  query: string,
  knows: { readonly nl: (word: string) => boolean; readonly en: (word: string) => boolean },
): boolean {
  const words = wordsOf(fold(query))
  const only = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    words.filter((word) => one.has(word) && !other.has(word)).length
  const lead = only(english, dutch) - only(dutch, english)
  if (lead !== 0) return lead > 0
  return words.filter(knows.en).length > words.filter(knows.nl).length
}
