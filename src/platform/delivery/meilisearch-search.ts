import { z } from 'zod'
import { itemOf } from '../../search/documents'
import { engineQuery, hasConditions, namedQuery } from '../../search/engine-query'
import { facetsOf } from '../../search/facets'
import { fused } from '../../search/fusion'
import { indexName, type IndexKind } from '../../search/names'
import type { SearchPort, SearchQuery } from '../../search/port'
import { planQueries, type RankedByName } from '../../search/query-plan'
import type { Names, StandingNames } from '../../search/standing-names'
import { suspectsIn, withReplaced } from '../../search/vocabulary'
import { meilisearchClient, type MeilisearchEndpoint } from './meilisearch-client'

const Hit = z.object({
  key: z.string(),
  kind: z.enum(['product', 'question']),
  itemId: z.string(),
  _rankingScore: z.number().default(0),
})
const Outcome = z.object({
  hits: z.array(Hit),
  estimatedTotalHits: z.number(),
  facetDistribution: z.record(z.string(), z.record(z.string(), z.number())).default({}),
})

export type MeilisearchSearchOptions = {
  /** What the published items are called: ranks them, and corrects typing errors. Absent: neither is done. */
  readonly names?: StandingNames
  /** After how many milliseconds without an answer a search fails. */
  readonly timeoutMs?: number
}

/** Public search on Meilisearch. Knows the public indexes only: agent-only text is out of its reach (invariant I4). */
export const meilisearchSearch = (
  endpoint: MeilisearchEndpoint,
  options: MeilisearchSearchOptions,
): SearchPort => searchAmong('catalogue', [], endpoint, options)

/** Of the items that fit by their names, how many are looked at. */
const MOST_BY_NAME = 50

/** Asks the indexes of one kind, after correcting words that occur nowhere. Throws while the engine cannot answer. */
export function searchAmong(
  kind: IndexKind,
  /** Texts that are searched beside the public ones. */
  alsoSearched: readonly string[],
  endpoint: MeilisearchEndpoint,
  { names: standing, timeoutMs = 300 }: MeilisearchSearchOptions,
): SearchPort {
  const client = meilisearchClient(endpoint, timeoutMs)

  const correctionsOf = async (index: string, { query, locale }: SearchQuery, names: Names | null) => {
    const isEnglish = (word: string) => locale === 'nl' && names?.en.vocabulary.knows(word) === true
    const suspects = names
      ? [...suspectsIn(query, names[locale].vocabulary, locale)].filter(([word]) => !isEnglish(word))
      : []
    if (suspects.length === 0) return new Map<string, string>()
    // The vocabulary holds names and titles only. A word between quotes is looked up exactly in all texts.
    const { results } = await client.multiSearch({
      queries: suspects.map(([word]) => ({ indexUid: index, q: `"${word}"`, limit: 0 })),
    })
    return new Map(suspects.filter((_, place) => results[place]?.estimatedTotalHits === 0))
  }

  return {
    async search(query) {
      const started = performance.now()
      const own = indexName(kind, query.locale)
      const names = (await standing?.()) ?? null
      const corrections = await correctionsOf(own, query, names)
      const corrected = corrections.size > 0 ? withReplaced(query.query, corrections) : null
      const plan = planQueries(corrected ?? query.query, query.locale, names, MOST_BY_NAME)
      const { words, together } = plan
      const named = plan.named.filter(({ key }) => names?.isPublished(key, query.locale) === true)
      // Which of them satisfy the conditions only the engine knows.
      const isAsked = named.length > 0 && hasConditions(query.filter)
      const queries = [
        ...together.map((planned) => ({
          indexUid: indexName(kind, planned.locale),
          ...engineQuery(planned, query, alsoSearched),
        })),
        ...(isAsked ? [{ indexUid: own, ...namedQuery(named, query) }] : []),
      ]
      const { results } = await client.multiSearch({ queries }).catch(nothingWhenEmpty)
      const outcomes = queries.map((_, place) => Outcome.parse(results[place] ?? NOTHING))
      const whole = together.map((planned, place) => ({ planned, outcome: outcomes[place] ?? NOTHING }))
      const found = whole.map(({ planned, outcome }) => ({
        weight: planned.weight,
        hits: outcome.hits.map(hitOf),
      }))
      const byName = isAsked
        ? (outcomes[together.length]?.hits.map(hitOf) ?? [])
        : named.map(hitByName).filter((hit) => query.kinds.includes(hit.kind))
      const hits = fused(found, named, new Map(byName.map((hit) => [hit.key, hit])))
      const widest = whole.reduce((most, each) =>
        each.outcome.estimatedTotalHits > most.outcome.estimatedTotalHits ? each : most,
      ).outcome
      return {
        hits: hits.slice(0, query.first).map(({ key: _key, ...hit }) => hit),
        total: Math.max(widest.estimatedTotalHits, hits.length),
        took: performance.now() - started,
        corrected,
        words,
        facets: facetsOf(widest.facetDistribution, query.locale),
        limited: false,
      }
    },
  }
}

const NOTHING: z.infer<typeof Outcome> = { hits: [], estimatedTotalHits: 0, facetDistribution: {} }

/** An index without documents knows no attributes yet, and refuses to search among them. */
function nothingWhenEmpty(error: unknown): { readonly results: readonly [] } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
  if (cause.includes('invalid_search_attributes_to_search_on')) return { results: [] }
  throw error
}

const hitOf = ({ key, kind, itemId, _rankingScore }: z.infer<typeof Hit>) => ({
  key,
  kind,
  id: itemId,
  score: _rankingScore,
})

const hitByName = ({ key }: RankedByName) => ({ key, ...itemOf(key), score: 0 })
