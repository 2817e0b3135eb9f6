import { z } from 'zod'
import { engineQuery, namedQuery, snippetQueries } from '../../search/engine-query'
import { facetsOf } from '../../search/facets'
import { fused } from '../../search/fusion'
import { indexName, type IndexKind } from '../../search/names'
import type { SearchPort, SearchQuery } from '../../search/port'
import { planQueries } from '../../search/query-plan'
import { bestSnippet } from '../../search/snippet'
import type { Names, StandingNames } from '../../search/standing-names'
import { suspectsIn, withReplaced } from '../../search/vocabulary'
import { meilisearchClient, type MeilisearchEndpoint } from './meilisearch-client'

const Texts = z.array(z.string()).default([])
const Hit = z.object({
  key: z.string(),
  kind: z.enum(['product', 'question']),
  itemId: z.string(),
  _rankingScore: z.number().default(0),
  _formatted: z
    .object({
      summary: z.string().default(''),
      answers: Texts,
      text: Texts,
      deskMemo: z.string().default(''),
    })
    .prefault({}),
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
export function meilisearchSearch(
  endpoint: MeilisearchEndpoint,
  options: MeilisearchSearchOptions,
): SearchPort {
  const ask = asker(endpoint, options)
  return {
    async search(query) {
      const { hits, ...rest } = await ask('catalogue', query, [])
      return { ...rest, hits: hits.map(({ memo: _none, key: _key, ...hit }) => hit) }
    },
  }
}

/** Of the items that fit by their names, how many are looked up in the engine: it knows the conditions and the texts. */
const MOST_BY_NAME = 50

/** Asks the indexes of one kind, after correcting words that occur nowhere. Throws while the engine cannot answer. */
export function asker(
  endpoint: MeilisearchEndpoint,
  { names: standing, timeoutMs = 300 }: MeilisearchSearchOptions,
) {
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

  const snippetsOf = async (
    index: string,
    keys: readonly string[],
    words: readonly string[],
    alsoSearched: readonly string[],
  ) => {
    if (keys.length === 0) return new Map<string, Snippet>()
    const queries = snippetQueries(keys, words, alsoSearched).map((query) => ({ indexUid: index, ...query }))
    const { results } = await client.multiSearch({ queries })
    // Those in which something is marked come last, and take the place of beginnings.
    const found = results.flatMap((result) => Outcome.parse(result).hits)
    return new Map(found.map((hit) => [hit.key, snippetOf(hit)]))
  }

  return async (kind: IndexKind, query: SearchQuery, alsoSearched: readonly string[]) => {
    const started = performance.now()
    const own = indexName(kind, query.locale)
    const names = (await standing?.()) ?? null
    const corrections = await correctionsOf(own, query, names)
    const corrected = corrections.size > 0 ? withReplaced(query.query, corrections) : null
    const plan = planQueries(corrected ?? query.query, query.locale, names, MOST_BY_NAME)
    const { named } = plan
    const queries = [
      ...plan.together.map((planned) => ({
        indexUid: indexName(kind, planned.locale),
        ...engineQuery(planned, query, alsoSearched),
      })),
      ...(named.length > 0 ? [{ indexUid: own, ...namedQuery(named, query) }] : []),
    ]
    const { results } = await client.multiSearch({ queries }).catch(nothingWhenEmpty)
    const outcomes = queries.map((_, place) => Outcome.parse(results[place] ?? NOTHING))
    const whole = plan.together.map((planned, place) => ({ planned, outcome: outcomes[place] ?? NOTHING }))
    const found = whole.map(({ planned, outcome }) => ({
      weight: planned.weight,
      hits: outcome.hits.map(hitOf),
    }))
    const byName = outcomes[plan.together.length]?.hits ?? []
    const hits = fused(found, named, new Map(byName.map((hit) => [hit.key, hitOf(hit)])))
    const shown = hits.slice(0, query.first)
    const words = plan.together[0]?.words ?? []
    const snippets = await snippetsOf(
      own,
      shown.map(({ key }) => key),
      words,
      alsoSearched,
    )
    const widest = whole.reduce((most, each) =>
      each.outcome.estimatedTotalHits > most.outcome.estimatedTotalHits ? each : most,
    ).outcome
    return {
      hits: shown.map((hit) => ({ ...hit, ...(snippets.get(hit.key) ?? NO_SNIPPET) })),
      total: Math.max(widest.estimatedTotalHits, hits.length),
      took: performance.now() - started,
      corrected,
      facets: facetsOf(widest.facetDistribution, query.locale),
      limited: false,
    }
  }
}

const NOTHING: z.infer<typeof Outcome> = { hits: [], estimatedTotalHits: 0, facetDistribution: {} }

/** An index without documents knows no attributes yet, and refuses to search among them. */
function nothingWhenEmpty(error: unknown): { readonly results: readonly [] } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
  if (cause.includes('invalid_search_attributes_to_search_on')) return { results: [] }
  throw error
}

type Snippet = { readonly snippet: string; readonly memo: string }
/** Of an item that is found by its texts in the other language alone, or that went between the two questions. */
const NO_SNIPPET: Snippet = { snippet: '', memo: '' }

const hitOf = ({ key, kind, itemId, _rankingScore }: z.infer<typeof Hit>) => ({
  key,
  kind,
  id: itemId,
  score: _rankingScore,
})

function snippetOf({ _formatted: { summary, answers, text, deskMemo } }: z.infer<typeof Hit>): Snippet {
  return { snippet: bestSnippet([summary, ...answers, ...text]), memo: deskMemo }
}
