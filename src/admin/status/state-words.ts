import type { Locale } from '../../catalogue'
import type { DocumentState } from '../admin-api'
import { LANGUAGE_NAMES } from '../words'

/** The state of a document in a few words, as readers find it: `Gepubliceerd: Nederlands · concept: Engels`. */
export function stateWords(state: DocumentState, byLanguage: boolean): string {
  const { isPublic, published, coming, changed } = state
  if (!byLanguage) {
    if (published.length === 0) return changed.length > 0 ? 'Concept' : 'Niet gepubliceerd'
    return changed.length > 0 ? 'Gepubliceerd, met wijzigingen in concept' : 'Gepubliceerd'
  }
  const concept = changed.filter((locale) => !published.includes(locale))
  const parts = [
    ...part('gepubliceerd', published),
    ...part('komt vanzelf', coming),
    ...part(
      'wijzigingen in concept',
      changed.filter((locale) => published.includes(locale)),
    ),
    ...part('concept', concept),
  ]
  if (parts.length === 0) return isPublic ? 'Niet te zien voor lezers' : 'Niet gepubliceerd'
  const words = parts.join(' · ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const part = (word: string, locales: readonly Locale[]): readonly string[] =>
  locales.length === 0 ? [] : [`${word}: ${locales.map((locale) => LANGUAGE_NAMES[locale]).join(', ')}`]
