import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { meilisearchClient } from '../platform/delivery/meilisearch-client'
import type { Locale } from '../catalogue'
import { endpointFile } from '../platform/delivery/meilisearch-process'
import { indexName } from '../search/names'
import type { IndexKind } from '../search/names'
import { PARITY_LOCALES } from './parity-check'
import type { Place, Said } from './parity-check'

const PAGE = 100
const Node = z.object({ id: z.string(), revision: z.number(), contentHash: z.string() })
const Connection = z.object({
  nodes: z.array(Node),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
})

/** The public GraphQL, asked over HTTP, page by page. */
export const graphqlPlace = (url: string): Place => ({
  name: 'GraphQL',
  all: async () => {
    const said: Said[] = []
    for (const locale of PARITY_LOCALES)
      for (const kind of ['product', 'question'] as const)
        said.push(...(await throughGraphQL(url, kind, locale)))
    return said
  },
})

async function throughGraphQL(
  url: string,
  kind: 'product' | 'question',
  locale: Locale,
): Promise<readonly Said[]> {
  const query = `query ($after: String, $locale: Locale!) { found: ${kind}s(first: ${PAGE}, after: $after, locale: $locale) {
    nodes { id revision contentHash } pageInfo { hasNextPage endCursor } } }`
  const said: Said[] = []
  for (let after: string | null = null; ;) {
    const response: Response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { after, locale } }),
    })
    const { found } = z.object({ data: z.object({ found: Connection }) }).parse(await response.json()).data
    said.push(...found.nodes.map((node) => ({ kind, locale, ...node })))
    if (!found.pageInfo.hasNextPage) return said
    after = found.pageInfo.endCursor
  }
}

/** REST, one request per item that GraphQL names by its address. */
export const restPlace = (
  url: string,
  slugs: () => Promise<
    readonly { readonly kind: 'product' | 'question'; readonly slug: string; readonly locale: Locale }[]
  >,
): Place => ({
  name: 'REST',
  all: async () => {
    const said: Said[] = []
    for (const { kind, slug, locale } of await slugs()) {
      const response = await fetch(`${url}/api/v1/${kind}s/${slug}?locale=${locale}`)
      if (!response.ok) continue
      said.push({ kind, locale, ...Node.parse(await response.json()) })
    }
    return said
  },
})

const Document = z.object({ kind: z.enum(['product', 'question']), itemId: z.string(), revision: z.number() })

/** The search indexes of one kind, in every language. */
export function indexPlace(kind: IndexKind, engine: { readonly url: string; readonly key: string }): Place {
  const client = meilisearchClient(engine, 10_000)
  return {
    name: `index ${kind}`,
    all: async () => {
      const said: Said[] = []
      for (const locale of PARITY_LOCALES) {
        for (let offset = 0; ; offset += 1_000) {
          const { results } = await client
            .index(indexName(kind, locale))
            .getDocuments({ limit: 1_000, offset, fields: ['kind', 'itemId', 'revision'] })
          said.push(
            ...z
              .array(Document)
              .parse(results)
              .map(({ itemId, ...rest }) => ({ ...rest, id: itemId, locale, contentHash: null })),
          )
          if (results.length < 1_000) break
        }
      }
      return said
    },
  }
}

/** Where the search engine of this data folder answers now; null while none runs. */
export async function runningEngine(
  dataDir: string,
): Promise<{ readonly url: string; readonly key: string } | null> {
  try {
    return z
      .object({ url: z.string(), key: z.string() })
      .parse(JSON.parse(await readFile(endpointFile(dataDir), 'utf8')))
  } catch {
    return null
  }
}
