import type { DraftState, TargetKind } from '../../../collections/ports'
import type { Locale } from '../../catalogue'
import type { ItemSource, World } from '../../publications'
import type { ItemRef, Scope, TargetRef } from './publication-store'

/** An item with what it says per language. A language that is absent has no public text. */
export type LoadedItem = {
  readonly ref: ItemRef
  /** For messages to editors: title or name, in Dutch when there is one. */
  readonly name: string
  readonly sources: ReadonlyMap<Locale, ItemSource>
}

/** Reads what editors keep, within the transaction of the scope; a few queries per batch, whatever its size. */
export type SourceLoader = {
  /** From the main rows, only languages that are published: not a draft, not trashed, with a title, not withheld. By `refKey`. */
  published(refs: readonly ItemRef[], scope: Scope): Promise<ReadonlyMap<string, LoadedItem>>
  /** From the latest versions, drafts included; every language with a title. By `refKey`. */
  latest(refs: readonly ItemRef[], scope: Scope): Promise<ReadonlyMap<string, LoadedItem>>
  /** Whether what was saved last is a draft beside a published main row, which readers do not see. */
  hasUnpublishedChange(target: TargetRef, scope: Scope): Promise<boolean>
  /** What of these documents is public, and in which languages the latest version says something else. By id. */
  draftStates(
    kind: TargetKind,
    ids: readonly string[],
    scope: Scope,
  ): Promise<ReadonlyMap<string, DraftState>>
  /** Everything these items refer to, as published, per language of theirs. */
  worlds(items: readonly LoadedItem[], scope: Scope): Promise<ReadonlyMap<Locale, World>>
}

export const refKey = (ref: { readonly kind: string; readonly id: string }) => `${ref.kind} ${ref.id}`
