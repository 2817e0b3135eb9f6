import type { SearchPort } from '../../search/port'
import type { MeilisearchEndpoint } from './meilisearch-client'
import { searchAmong, type MeilisearchSearchOptions } from './meilisearch-search'

/** Search for agents on Meilisearch, by internal text too. Hand it to the agents' channel only (invariant I4). */
export const meilisearchDeskSearch = (
  endpoint: MeilisearchEndpoint,
  options: MeilisearchSearchOptions,
): SearchPort => searchAmong('desk', ['deskMemo'], endpoint, options)
