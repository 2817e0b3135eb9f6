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
    showRankingScore: true,
  }
}

/**
 * The texts of these items with what was searched for marked, and their beginnings for those in which none of it stands.
 * Asked apart, of the hits that are shown: cutting and marking the texts of all that are looked at took most of a search.
 */
export function snippetQueries(
  keys: readonly string[],
  words: readonly string[],
  alsoSearched: readonly string[],
) {
  const texts = [...SNIPPETS, ...alsoSearched]
  const shown = {
    filter: [keysIn(keys)],
    limit: keys.length,
    attributesToRetrieve: RETRIEVED,
    cropLength: SNIPPET_WORDS,
  }
  return [
    { ...shown, q: '', attributesToCrop: ['summary', 'answers'] },
    {
      ...shown,
      q: words.join(' '),
      matchingStrategy: 'frequency' as const,
      attributesToSearchOn: [...TEXTS, ...alsoSearched],
      attributesToCrop: texts,
      attributesToHighlight: texts,
      highlightPreTag: MARK.open,
      highlightPostTag: MARK.close,
    },
  ]
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

const keysIn = (keys: readonly string[]) => `key IN [${keys.map(quoted).join(', ')}]`

/** The items with these keys that satisfy the conditions. */
export function namedQuery(
  named: readonly { readonly key: string }[],
  { filter, kinds }: Pick<SearchQuery, 'filter' | 'kinds'>,
) {
  return {
    q: '',
    attributesToRetrieve: RETRIEVED,
    filter: [...conditions(filter, kinds), keysIn(named.map(({ key }) => key))],
    limit: named.length,
  }
}
