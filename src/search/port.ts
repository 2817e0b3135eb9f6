import type { Audience, Channel, Locale, OrganisationType, ProductKind } from '../catalogue'

/** Kinds of item that search finds. */
export type SearchKind = 'product' | 'question'

/** Conditions that must all hold. `theme`, `lifeEvent` and `organisation` are ids or slugs; `upn` a label or URI. */
export type SearchFilter = {
  readonly theme?: string
  readonly lifeEvent?: string
  readonly audience?: Audience
  readonly organisation?: string
  readonly organisationType?: OrganisationType
  readonly upn?: string
  readonly kind?: ProductKind
  readonly text?: string
}

export type SearchQuery = {
  readonly query: string
  readonly channel: Channel
  readonly filter: SearchFilter
  /** How many hits at most. */
  readonly first: number
  readonly locale: Locale
  readonly kinds: readonly SearchKind[]
  /** Whether the spread of the hits is wanted: counting it takes a third of the engine's time. */
  readonly facets: boolean
}

export type SearchHit = {
  readonly kind: SearchKind
  readonly id: string
  /** From 0 to 1. */
  readonly score: number
}

export type FacetName = 'theme' | 'lifeEvent' | 'audience' | 'organisation' | 'organisationType' | 'kind'

export type SearchFacet = {
  readonly name: FacetName
  /** Most hits first. */
  readonly values: readonly { readonly value: string; readonly label: string; readonly count: number }[]
}

export type SearchOutcome = {
  readonly hits: readonly SearchHit[]
  /** How many there are; an estimate above 1,000. */
  readonly total: number
  /** Milliseconds. */
  readonly took: number
  /** The query as it was understood, when it was corrected. */
  readonly corrected: string | null
  /** What was searched for, word by word, to be marked in the texts of the hits. */
  readonly words: readonly string[]
  /** Empty when they were not wanted. */
  readonly facets: readonly SearchFacet[]
  /** True when the engine is down and only cards were searched. */
  readonly limited: boolean
}

/** Finds published products and questions. Throws while the engine cannot answer; the caller then searches the cards. */
export type SearchPort = {
  search(query: SearchQuery): Promise<SearchOutcome>
}

/** How far the search index is with what is published. */
export type SearchStatus = {
  /** `following`: takes in every new line. `failing`: cannot; tries again by itself. */
  readonly state: 'starting' | 'rebuilding' | 'following' | 'failing'
  /** Last line of the log that searches can find; 0 before the first. */
  readonly position: number
  /** Lines of the log that are still to be indexed. */
  readonly lag: number
  /** True while searches find everything that is published, but for the last moments. */
  readonly isCaughtUp: boolean
  /** Documents written into the fresh indexes and how many there will be; null when none are being built. */
  readonly rebuild: { readonly done: number; readonly total: number } | null
  /** Why it fails, for operators; null when it does not. */
  readonly problem: string | null
}
