import type { Clock } from '../../../kernel'
import type { LogReader } from '../../../publications'
import type { SynonymEntry } from '../../../search/synonyms'
import type { AccountReader } from '../accounts/account-reader'

/** How far the editor is with follow-ups: items that are published again because something they refer to changed. */
export type FollowUpCounts = {
  /** Finished, with items in them that could not be published again. */
  readonly failed: number
  /** Not finished yet, the one under way included. */
  readonly waiting: number
}

/** All that delivery reads from the editor's database. One implementation per engine; none of them loads Payload. */
export type DeliveryStore = {
  /** A reader of its own, which its user closes. */
  logReader(): LogReader
  accounts(clock?: Clock): AccountReader
  /** The editors' synonyms; none while there is no database yet. */
  loadSynonyms(): Promise<readonly SynonymEntry[]>
  /** Slug of the municipality whose catalogue this is; null when no organisation is marked so yet. */
  ownOrganisation(): Promise<string | null>
  /** What the editor has still to publish again, or could not. Null while it is not known. */
  followUps(): FollowUpCounts | null
  /** Why the database cannot be read, or soon not be written; null when all is well. */
  problem(): string | null | Promise<string | null>
  close(): Promise<void>
}
