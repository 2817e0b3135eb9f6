import { fold, wordsOf } from './analysis'
import { upnKey } from './documents'
import { FACET_ATTRIBUTES } from './facets'
import type { SearchFilter, SearchKind, SearchQuery } from './port'
import type { PlannedQuery } from './query-plan'
import { MAX_HITS, STEMS, TEXTS } from './settings'
import { MARK } from './snippet'

const RETRIEVED = ['key', 'kind', 'itemId']
const SNIPPETS = ['summary', 'answers', 'text']
const SNIPPET_WORDS = 28

/** One way of asking, in the engine's words; `alsoSearched` are texts beside the public ones. */
export function engineQuery(
  { words, among }: Pick<PlannedQuery, 'words' | 'among'>,
  { filter, first, kinds }: Pick<SearchQuery, 'filter' | 'first' | 'kinds'>,
  alsoSearched: readonly string[],
) {
  return {
    q: words.join(' '),
    attributesToSearchOn: among === 'stems' ? [...STEMS] : [...TEXTS, ...alsoSearched],
    limit: Math.min(Math.max(first, 0), MAX_HITS),
    filter: conditions(filter, kinds),
    // Words that occur everywhere give way first: of `kosten paspoort kind` it is never `paspoort` that is dropped.
    matchingStrategy: 'frequency' as const,
    facets: Object.values(FACET_ATTRIBUTES),
    attributesToRetrieve: RETRIEVED,
    attributesToHighlight: [...SNIPPETS, ...alsoSearched],
    attributesToCrop: [...SNIPPETS, ...alsoSearched],
    cropLength: SNIPPET_WORDS,
    highlightPreTag: MARK.open,
    highlightPostTag: MARK.close,
    showRankingScore: true,
  }
}

/** Conditions in the engine's filter language; all of them must hold. */
export function conditions(filter: SearchFilter, kinds: readonly SearchKind[]): string[] {
  const { theme, lifeEvent, audience, organisation, organisationType, upn, kind, text } = filter
  return [
    `kind IN [${kinds.map(quoted).join(', ')}]`,
    ...equal('themes', theme),
    ...equal('lifeEvents', lifeEvent),
    ...equal('audiences', audience),
    ...equal('organisation', organisation),
    ...equal('organisationType', organisationType),
    ...equal('upnKeys', upn === undefined ? undefined : upnKey(upn)),
    ...equal('productKind', kind),
    ...wordsOf(fold(text ?? '')).map((word) => `words STARTS WITH ${quoted(word)}`),
  ]
}

const equal = (attribute: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`${attribute} = ${quoted(value)}`]

const quoted = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** The items with these keys that satisfy the conditions, with the beginning of their texts. */
export function namedQuery(
  named: readonly { readonly key: string }[],
  { filter, kinds }: Pick<SearchQuery, 'filter' | 'kinds'>,
) {
  return {
    q: '',
    attributesToRetrieve: RETRIEVED,
    attributesToCrop: ['summary', 'answers'],
    cropLength: SNIPPET_WORDS,
    filter: [...conditions(filter, kinds), `key IN [${named.map(({ key }) => quoted(key)).join(', ')}]`],
    limit: named.length,
  }
}
