import { fold, wordsOf } from './analysis'
import { upnKey } from './documents'
import { FACET_ATTRIBUTES } from './facets'
import type { SearchFilter, SearchKind, SearchQuery } from './port'
import type { PlannedQuery } from './query-plan'
import { MAX_HITS, STEMS, TEXTS } from './settings'

const RETRIEVED = ['key', 'kind', 'itemId']

/** One way of asking, in the engine's words; `alsoSearched` are texts beside the public ones. */
export function engineQuery(
  { words, among }: Pick<PlannedQuery, 'words' | 'among'>,
  { filter, first, kinds, facets }: Pick<SearchQuery, 'filter' | 'first' | 'kinds' | 'facets'>,
  alsoSearched: readonly string[],
) {
  return {
    q: words.join(' '),
    attributesToSearchOn: among === 'stems' ? [...STEMS] : [...TEXTS, ...alsoSearched],
    limit: Math.min(Math.max(first, 0), MAX_HITS),
    filter: conditions(filter, kinds),
    // Words that occur everywhere give way first: of `afspraak paspoort kind` it is never `paspoort` that is dropped.
    matchingStrategy: 'frequency' as const,
    ...(facets && { facets: Object.values(FACET_ATTRIBUTES) }),
    attributesToRetrieve: RETRIEVED,
    showRankingScore: true,
  }
}

/** Whether a filter leaves anything out. */
export const hasConditions = (filter: SearchFilter): boolean =>
  Object.values(filter).some((condition) => condition !== undefined)

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
