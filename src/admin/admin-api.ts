import type { Locale } from '../catalogue'
import type { FactView } from './facts/fact-view'

/** What the admin screens ask the editor for, below Payload's API route: `GET /api/admin-data/…`. */
export const ADMIN_DATA = '/admin-data'

export type FactsAnswer = { readonly facts: readonly FactView[] }

/** An item whose text or fields refer to the one being looked at. */
export type UsageView = {
  readonly collection: string
  readonly id: string
  readonly title: string
  /** In what readers see now, in the draft, or both. */
  readonly inPublished: boolean
  readonly inDraft: boolean
}
export type UsagesAnswer = { readonly usages: readonly UsageView[]; readonly total: number }

/** What readers see of an item in one language. */
export type LanguageStatus = {
  readonly locale: Locale
  readonly current: { readonly revision: number; readonly since: string } | null
  /** Was published and is not any more. */
  readonly retractedAt: string | null
  /** Changes that are already in the log and begin by the clock. */
  readonly coming: readonly { readonly at: string; readonly type: 'PUBLISHED' | 'RETRACTED' }[]
  /** Since this day a fact in the answer has no value any more (`YYYY-MM-DD`). */
  readonly overdueFrom: string | null
}

/** Publications that follow from a change to something others refer to. */
export type FollowUpView = {
  readonly id: string
  readonly collection: string
  readonly itemId: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly total: number
  readonly error: string | null
}

/** Publishing or unpublishing that an editor planned. */
export type PlanView = {
  readonly id: string
  readonly collection: string
  readonly itemId: string
  readonly title: string
  readonly type: 'publish' | 'unpublish'
  /** Null: all languages. */
  readonly locale: Locale | null
  readonly at: string
  /** Why it did not happen; null while its time is still to come. */
  readonly refusal: string | null
}

/** A document in a list: languages that readers see, that will come by themselves, and that were changed since. */
export type DocumentState = {
  readonly id: string
  readonly isPublic: boolean
  readonly published: readonly Locale[]
  readonly coming: readonly Locale[]
  readonly changed: readonly Locale[]
}
export type StatesAnswer = {
  /** False for facts, which are published in all languages at once. */
  readonly byLanguage: boolean
  readonly states: readonly DocumentState[]
}

export type PublicationAnswer = {
  readonly languages: readonly LanguageStatus[]
  readonly followUps: readonly FollowUpView[]
  readonly plans: readonly PlanView[]
}
export type FollowUpsAnswer = {
  readonly followUps: readonly FollowUpView[]
  readonly refusedPlans: readonly PlanView[]
}
