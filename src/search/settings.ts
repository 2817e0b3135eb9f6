import { LOCALES, type Locale } from '../catalogue'
import { contentHashOf } from '../kernel'
import { DOCUMENT_VERSION } from './documents'
import { FACET_ATTRIBUTES } from './facets'
import { STOP_WORDS } from './stop-words'

/** Texts by weight: a word in a name says more than the same word in a section. */
export const TEXTS = ['upn', 'title', 'names', 'summary', 'answers', 'text']
/** The same words without their endings; asked for apart, with stems. */
export const STEMS = ['nameStems', 'textStems'] as const

/** How many hits can be counted and paged through. */
export const MAX_HITS = 1000

/** Settings of the engine (Meilisearch) for one index. In code, so that they are reviewed and come back after a loss. */
export function catalogueSettings(locale: Locale) {
  return {
    searchableAttributes: [...TEXTS, ...STEMS],
    displayedAttributes: ['key', 'kind', 'itemId', 'revision'],
    filterableAttributes: [
      'key',
      'kind',
      'themes',
      'lifeEvents',
      'organisation',
      'upnKeys',
      'words',
      ...Object.values(FACET_ATTRIBUTES),
    ],
    sortableAttributes: ['title', 'revision'],
    rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
    stopWords: [...STOP_WORDS[locale]],
    // Dutch joins words, so that words are long: one error is forgiven from five letters, two from nine.
    typoTolerance: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
      disableOnNumbers: true,
      disableOnAttributes: [...STEMS],
    },
    localizedAttributes: [
      { attributePatterns: ['*'], locales: [locale === 'nl' ? ('nld' as const) : ('eng' as const)] },
    ],
    proximityPrecision: 'byAttribute' as const,
    pagination: { maxTotalHits: MAX_HITS },
    faceting: { maxValuesPerFacet: 200 },
    facetSearch: false,
    searchCutoffMs: 250,
  }
}

export type IndexSettings = ReturnType<typeof catalogueSettings>

/** Changes whenever indexes must be built anew. */
export function settingsVersion(settingsOf: readonly ((locale: Locale) => IndexSettings)[]): string {
  return contentHashOf({
    documents: DOCUMENT_VERSION,
    settings: LOCALES.map((locale) => settingsOf.map((settings) => settings(locale))),
  })
}
