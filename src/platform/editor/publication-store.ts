import type { Payload, PayloadRequest } from 'payload'
import type { TargetKind } from '../../../collections/ports'
import type { ItemKind } from '../../catalogue'
import type { Instant } from '../../kernel'
import type { LogEntry, NewLogEntry } from '../../publications'

export type ItemRef = { readonly kind: ItemKind; readonly id: string }
export type TargetRef = { readonly kind: TargetKind; readonly id: string }

/** Whose text refers to a target: what readers see now, or the latest draft. */
export type UsageState = 'draft' | 'published'

/** The transaction in which something is stored: the request of the save, or the runner's own. */
export type Scope = Pick<PayloadRequest, 'payload' | 'transactionID'>

/** One follow-up: every published item that refers to the target is compiled again. */
export type FollowUp = {
  readonly id: string
  readonly target: TargetRef
  /** The last user that was done; null before the first. */
  readonly cursor: ItemRef | null
  readonly total: number
  readonly done: number
  /** Failures in a row of the batch that comes next. */
  readonly attempts: number
  /** One line per item that could not be published again. */
  readonly error: string | null
}

/** `failed`: finished, but some items could not be published again; `error` names them. */
export type FollowUpState = 'waiting' | 'running' | 'done' | 'failed'

/**
 * Where publishing writes: the log, the index of references and the queue of follow-ups. One implementation per engine.
 * Every method with a scope takes part in that transaction and refuses to run without one.
 *
 * SQLite has one writer, so whoever appends has read everything that came before. On MongoDB writers overlap, and the
 * implementation there has two more duties. It writes a version mark on the facts and other targets that the lines were
 * compiled from, and on a target that is changed or deleted, so that two writers who did not see each other conflict instead
 * of leaving a stale answer. And it takes numbers from one document inside the transaction, so that two publishers conflict
 * there and numbers follow the order of commits. Who conflicts begins the whole operation anew (`retryConflicts`).
 */
export type PublicationStore = {
  /** Adds lines in this order, and gives their numbers. `recordedAt` is now; the log never lets time run back. */
  append(lines: readonly NewLogEntry[], recordedAt: Instant, scope: Scope): Promise<readonly number[]>
  /** For each item and locale the line that counts at `at` and all later ones, in order of `seq`. */
  standing(items: readonly ItemRef[], at: Instant, scope: Scope): Promise<readonly LogEntry[]>

  /** Items with a line that begins after a moment, in a fixed order. */
  itemsWithChangesToCome(
    page: { readonly at: Instant; readonly after: ItemRef | null; readonly limit: number },
    scope: Scope,
  ): Promise<readonly ItemRef[]>

  /** Replaces what an item refers to, in its published text or in its draft. */
  setUsages(item: ItemRef, state: UsageState, targets: readonly TargetRef[], scope: Scope): Promise<void>
  /** Items that refer to a target (other than itself), in a fixed order, those after the given one. */
  usersOf(
    target: TargetRef,
    page: { readonly states: readonly UsageState[]; readonly after: ItemRef | null; readonly limit: number },
    scope: Scope,
  ): Promise<readonly ItemRef[]>
  countUsers(target: TargetRef, states: readonly UsageState[], scope: Scope): Promise<number>

  /** Queues the follow-up of a target, if published text refers to it. One that is not finished begins anew instead. */
  queueFollowUp(target: TargetRef, scope: Scope): Promise<void>
  /** Those not finished, oldest first. Asked several times a second, so it reads outside any transaction. */
  openFollowUps(payload: Payload): Promise<readonly FollowUp[]>
  /** As it is now; null when it is finished. */
  followUp(id: string, scope: Scope): Promise<FollowUp | null>
  /** Those that failed begin anew. */
  reopenFailed(scope: Scope): Promise<void>
  saveFollowUp(followUp: FollowUp, state: FollowUpState, scope: Scope): Promise<void>
  /** Keeps the latest of those that are done; those that failed stay for the editors. */
  forgetFinished(keep: number, scope: Scope): Promise<void>
}
