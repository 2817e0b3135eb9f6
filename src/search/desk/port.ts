import type { SearchHit, SearchOutcome, SearchQuery } from '../port'

/** A hit that also says where in the internal text the words stand. */
export type DeskHit = SearchHit & {
  /** Safe HTML as in `snippet`; empty when the internal text does not hold the words. */
  readonly memoSnippet: string
}

export type DeskOutcome = Omit<SearchOutcome, 'hits'> & { readonly hits: readonly DeskHit[] }

/** Finds for agents, by internal text too. Only for callers who have proved to be agents. Throws while the engine is down. */
export type DeskSearchPort = {
  search(query: SearchQuery): Promise<DeskOutcome>
}
