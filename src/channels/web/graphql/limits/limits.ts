/** What one request may ask for. */
export type QueryLimits = {
  /** Characters of the query. */
  readonly maxQueryLength: number
  /** Words and signs of the query, so that parsing stays cheap. */
  readonly maxTokens: number
  /** Fields below each other. */
  readonly maxDepth: number
  /** The same inside `__schema` and `__type`, whose standard query goes deeper. */
  readonly maxIntrospectionDepth: number
  /** Selected fields, aliases included, with every fragment counted where it is spread. */
  readonly maxSelections: number
  readonly maxDirectives: number
  /** Values in the variables, those inside others included. */
  readonly maxVariableValues: number
  /** Lists and objects inside each other in the variables. */
  readonly maxVariableDepth: number
  /** Objects that the answer may hold, by the sizes asked for or to be expected. */
  readonly maxCost: number
  readonly maxIntrospectionCost: number
}

export const QUERY_LIMITS: QueryLimits = {
  maxQueryLength: 20_000,
  maxTokens: 4_000,
  maxDepth: 12,
  maxIntrospectionDepth: 18,
  maxSelections: 500,
  maxDirectives: 50,
  maxVariableValues: 200,
  maxVariableDepth: 8,
  maxCost: 25_000,
  maxIntrospectionCost: 120_000,
}
