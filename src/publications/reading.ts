import type { Audience, ItemKind, Locale, OrganisationType, ProductKind } from '../catalogue'
import type { Instant } from '../kernel'
import type { ChangePosition, VisibleChange } from './log'
import type { Card, PublicRecord, QuestionRecord } from './record'

/** Ready at once when it is in memory, so that hot paths pay for no promise. */
export type MaybePromise<T> = T | Promise<T>

/** Goes on at once when the value is there, and later when it is still to come. */
export function whenReady<T, U>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<U>,
): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

export type RecordOf<K extends ItemKind> = Extract<PublicRecord, { readonly kind: K }>

/** A published record with its place in the log, as it counted at a moment. */
export type Published<R extends PublicRecord = PublicRecord> = {
  readonly revision: number
  readonly contentHash: string
  /** From when readers saw this revision. */
  readonly publishedAt: Instant
  /** The moment asked for; null: now. What belongs to it is read at the same moment. */
  readonly at: Instant | null
  readonly record: R
}

/** Conditions that must all hold. `theme`, `lifeEvent` and `organisation` are ids or slugs. */
export type CardFilter = {
  readonly theme?: string
  readonly lifeEvent?: string
  readonly audience?: Audience
  readonly organisation?: string
  readonly organisationType?: OrganisationType
  readonly upn?: string
  readonly kind?: ProductKind
  readonly text?: string
  readonly productId?: string
}

/** A place in a list ordered by title and id. */
export type ListPosition = { readonly title: string; readonly id: string }

export type Page<R extends PublicRecord> = {
  readonly total: number
  readonly items: readonly { readonly published: Published<R>; readonly position: ListPosition }[]
  readonly hasNext: boolean
}

/** By what an item is looked up. `upn` is a label or a URI. */
export type ItemKey = { readonly id: string } | { readonly slug: string } | { readonly upn: string }

/** A card in memory, for the limited search. */
export type StandingCard = {
  readonly revision: number
  readonly id: string
  readonly slug: string
  readonly card: Card
}

/** How channels read what is published. Holds no agent-only text: there is no way from here to it (invariant I4). */
export type CatalogueReader = {
  find<K extends ItemKind>(query: {
    readonly kind: K
    readonly locale: Locale
    readonly by: ItemKey
    readonly at: Instant | null
  }): MaybePromise<Published<RecordOf<K>> | null>
  /** Items by id in the order given; what is not published in this language at that moment is left out. */
  findMany<K extends ItemKind>(query: {
    readonly kind: K
    readonly locale: Locale
    readonly ids: readonly string[]
    readonly at: Instant | null
  }): MaybePromise<readonly Published<RecordOf<K>>[]>
  page<K extends ItemKind>(query: {
    readonly kind: K
    readonly locale: Locale
    readonly filter: CardFilter
    readonly first: number
    readonly after: ListPosition | null
  }): MaybePromise<Page<RecordOf<K>>>
  questionsOf(query: {
    readonly productId: string
    readonly locale: Locale
    readonly at: Instant | null
  }): MaybePromise<readonly Published<QuestionRecord>[]>
  /** Languages in which an item is published at that moment. */
  languagesOf(query: {
    readonly kind: ItemKind
    readonly id: string
    readonly at: Instant | null
  }): MaybePromise<readonly Locale[]>
  /** Whether readers see an item in this language now. */
  isPublished(item: { readonly kind: ItemKind; readonly id: string; readonly locale: Locale }): boolean
  /** Cards that satisfy the conditions, by title. */
  cards(query: {
    readonly kind: ItemKind
    readonly locale: Locale
    readonly filter: CardFilter
  }): readonly StandingCard[]
  changes(query: {
    readonly after: ChangePosition
    readonly kinds: readonly ItemKind[]
    readonly limit: number
  }): Promise<readonly VisibleChange[]>
  countChanges(kinds: readonly ItemKind[]): Promise<number>
  /** Position of the log up to which readers see everything; what took effect until now included. */
  revision(): number
  builtAt(): Instant
  count(kind: ItemKind, locale: Locale): number
}
