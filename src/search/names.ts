import type { Locale } from '../catalogue'

/** What search keeps apart: public texts, and the same with agent-only text. */
export type IndexKind = 'catalogue' | 'desk'

export type IndexName = `${IndexKind}_${Locale}`

/** Name of the index that searches read. */
export const indexName = <K extends IndexKind>(kind: K, locale: Locale): `${K}_${Locale}` =>
  `${kind}_${locale}`

/** Name of the index that is being built to replace one. */
export const freshName = (name: IndexName): `${IndexName}_fresh` => `${name}_fresh`
