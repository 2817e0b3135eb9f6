import { z } from 'zod'

/** Reads the public GraphQL over HTTP. Throws `Unavailable` when it does not answer with data. */
export type GraphQLClient = (query: string, variables: Readonly<Record<string, string>>) => Promise<unknown>

export class Unavailable extends Error {
  override readonly name = 'Unavailable'
  readonly code = 'graphql_unavailable'
}

export function graphqlClient(options: {
  readonly url: () => string
  readonly timeoutMs: number
  /** Says that the request comes from our own pages, which one rate limit must not hold for all readers together. */
  readonly internalKey: string
}): GraphQLClient {
  return async (query, variables) => {
    const response = await fetch(options.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-internal-key': options.internalKey },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(options.timeoutMs),
    }).catch((cause: unknown) => {
      throw new Unavailable('The public GraphQL cannot be reached', { cause })
    })
    const body: unknown = await response.json().catch((cause: unknown) => {
      throw new Unavailable(`The public GraphQL answered ${response.status} without JSON`, { cause })
    })
    if (typeof body === 'object' && body !== null && 'data' in body && body.data && !('errors' in body))
      return body.data
    throw new Unavailable(`The public GraphQL answered ${response.status}: ${codesIn(body).join(', ')}`)
  }
}

const Faults = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })),
})

/** The codes and not the messages, which may repeat what a reader typed and so would stand in our logs. */
const codesIn = (body: unknown): readonly string[] =>
  Faults.safeParse(body).data?.errors.map(({ extensions }) => extensions.code) ?? ['no data and no errors']
