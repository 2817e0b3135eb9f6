import type { PayloadRequest } from 'payload'
import type { ItemKind, Locale } from '../src/catalogue'
import type { AuditEvent } from './audit-events/events'
import type { ChannelAnswerRecord, Problem } from '../src/publications'

/** Anything that published text can refer to, by which "where is it used" and follow-up publications are found. */
export type TargetKind = ItemKind | 'fact' | 'uplEntry' | 'department' | 'image'

/** How the latest version of a document stands to what is published of it. */
export type DraftState = {
  /** Its main row is neither a draft nor trashed. */
  readonly isPublic: boolean
  /** Languages in which the latest version is not what is published; a fact has one state, told as Dutch. */
  readonly changed: readonly Locale[]
}

/**
 * What collections need from outside. `payload.config.ts` hands in the adapters, so that collections import none.
 * Every call takes part in the transaction of `req`; a throw refuses the save.
 */
export type CollectionPorts = {
  /** After a product, question, organisation, location, theme or life event was saved, restored or unpublished. */
  publishItem(item: { readonly kind: ItemKind; readonly id: string }, req: PayloadRequest): Promise<void>
  /** After it was deleted: readers get RETRACTED, history stays. */
  retractItem(item: { readonly kind: ItemKind; readonly id: string }, req: PayloadRequest): Promise<void>
  /** After something was saved that other items refer to (a fact, organisation, theme …): queue their follow-up. */
  followUp(target: { readonly kind: TargetKind; readonly id: string }, req: PayloadRequest): Promise<void>
  /** Before a delete: throws an error in Dutch that names the items which still use the target. */
  refuseWhileInUse(
    target: { readonly kind: TargetKind; readonly id: string },
    req: PayloadRequest,
  ): Promise<void>
  /** What each channel would say if the latest draft were published now, and what stands in the way. */
  preview(
    item: { readonly kind: 'product' | 'question'; readonly id: string; readonly locale: Locale },
    req: PayloadRequest,
  ): Promise<{ readonly answers: readonly ChannelAnswerRecord[]; readonly problems: readonly Problem[] }>
  /** For the editors' screens, by id; what is not there is left out. */
  draftStates(
    kind: TargetKind,
    ids: readonly string[],
    req: PayloadRequest,
  ): Promise<ReadonlyMap<string, DraftState>>
  /** Adds a line to the audit log, with who asks and the number of the request. */
  audit(event: AuditEvent, req: PayloadRequest): Promise<void>
}
