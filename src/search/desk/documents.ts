import type { DeskRecord } from '../../publications'
import type { CatalogueDocument } from '../documents'

/** What agents find: the public text and, apart, what is for them alone. Never goes into a public index (invariant I4). */
export type DeskDocument = CatalogueDocument & { readonly deskMemo: string }

export function deskDocument(document: CatalogueDocument, desk: DeskRecord | null): DeskDocument {
  return { ...document, deskMemo: desk?.deskMemo.text ?? '' }
}
