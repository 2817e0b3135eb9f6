import type { DeskSearchPort } from '../../search/desk/port'
import { bestSnippet, MARK } from '../../search/snippet'
import type { MeilisearchEndpoint } from './meilisearch-client'
import { asker, type MeilisearchSearchOptions } from './meilisearch-search'

/** Search for agents on Meilisearch, by internal text too. Hand it to the agents' channel only (invariant I4). */
export function meilisearchDeskSearch(
  endpoint: MeilisearchEndpoint,
  options: MeilisearchSearchOptions,
): DeskSearchPort {
  const ask = asker(endpoint, options)
  return {
    async search(query) {
      const { hits, ...rest } = await ask('desk', query, ['deskMemo'])
      return {
        ...rest,
        hits: hits.map(({ memo, key: _key, ...hit }) => ({
          ...hit,
          memoSnippet: memo.includes(MARK.open) ? bestSnippet([memo]) : '',
        })),
      }
    },
  }
}
