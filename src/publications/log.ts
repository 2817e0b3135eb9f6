import type { ItemKind, Locale } from '../catalogue'
import type { Instant } from '../kernel'
import type { Card, DeskRecord, PublicRecord } from './record'

/**
 * One line of the append-only publication log. At any moment t the line that counts for an item and language is the one
 * with the highest `seq` recorded by t with `effectiveFrom` ≤ t.
 */
export type LogLine = {
  /** Position in the log, from 1, in commit order, without gaps. Readers know it as `revision`. */
  readonly seq: number
  readonly kind: ItemKind
  readonly itemId: string
  readonly locale: Locale
  readonly type: 'PUBLISHED' | 'RETRACTED'
  readonly slug: string
  readonly effectiveFrom: Instant
  readonly recordedAt: Instant
  /** SHA-256 (hex) of the canonical JSON of the public record; empty for RETRACTED. */
  readonly contentHash: string
  /** SHA-256 (hex) of the canonical JSON of the agent-only record; empty without one. */
  readonly deskHash: string
}

/** With what is shown in lists; null for RETRACTED. */
export type LogEntry = LogLine & { readonly card: Card | null }

export type LogEntryWithRecord = LogEntry & { readonly record: PublicRecord | null }

export type ReadRecord = {
  readonly seq: number
  readonly record: PublicRecord
  /** About how much memory it takes. */
  readonly bytes: number
}

/** A line to append; the log gives it its number and time. */
export type NewLogEntry = Omit<LogEntryWithRecord, 'seq' | 'recordedAt'> & {
  readonly desk: DeskRecord | null
}

/**
 * How delivery and followers read the log. One implementation per engine (SQLite, MongoDB), proved by one contract suite.
 * Loads no Payload. Agent-only text comes only out of `desk`.
 */
export type LogReader = {
  /** Highest position; 0 for an empty log. Cheap: polled several times a second. */
  head(): Promise<number>
  /** Lines after `seq`, in order, without records. */
  after(seq: number, limit: number): Promise<readonly LogEntry[]>
  /** The same with public records, for followers that index them. */
  recordsAfter(seq: number, limit: number): Promise<readonly LogEntryWithRecord[]>
  /** Every line that counts at `at` or will count later, in order of `seq`: what the read model starts from. */
  standing(at: Instant): Promise<readonly LogEntry[]>
  /** The same without cards, for those who only need to know which they are. */
  standingLines(at: Instant): Promise<readonly LogLine[]>
  /** Public records by position; absent positions are left out. */
  records(seqs: readonly number[]): Promise<readonly LogEntryWithRecord[]>
  /** The same without their lines, for readers who know those already. */
  publicRecords(seqs: readonly number[]): Promise<readonly ReadRecord[]>
  /** Agent-only records by position. */
  desk(seqs: readonly number[]): Promise<ReadonlyMap<number, DeskRecord>>
  /** The lines that counted at `at` for items with this kind and id or slug (as the slug was then). */
  asOf(query: {
    readonly kind: ItemKind
    readonly locale: Locale
    readonly at: Instant
    readonly id?: string
    readonly slug?: string
    readonly upn?: string
    /** Only questions that belong to this product, as they did then. */
    readonly productId?: string
  }): Promise<readonly LogEntryWithRecord[]>
  /** Lines in the order in which readers saw them, with those that took effect later in their place. */
  changes(query: {
    readonly after: ChangePosition
    readonly until: Instant
    readonly kinds: readonly ItemKind[]
    readonly limit: number
  }): Promise<readonly VisibleChange[]>
  /** How many changes readers have seen until then. */
  countChanges(query: { readonly until: Instant; readonly kinds: readonly ItemKind[] }): Promise<number>
  close(): Promise<void>
}

/**
 * Where a reader of changes is: the last line that held at once, and the last line that took effect later than it was
 * recorded. Two numbers, because a line of long ago may take effect only today.
 */
export type ChangePosition = {
  readonly seq: number
  /** Moment and number of the last line published ahead; the empty text for none. */
  readonly aheadFrom: Instant | ''
  readonly aheadSeq: number
}

export const FIRST_CHANGE: ChangePosition = { seq: 0, aheadFrom: '', aheadSeq: 0 }

export type VisibleChange = {
  readonly entry: LogLine
  /** The moment from which readers saw it. */
  readonly at: Instant
  /** Where to go on after it. */
  readonly position: ChangePosition
}

/** The moment from which a line counts for readers: when it was recorded, or later when it was published ahead. */
export function visibleFrom(line: Pick<LogEntry, 'effectiveFrom' | 'recordedAt'>): Instant {
  return line.effectiveFrom > line.recordedAt ? line.effectiveFrom : line.recordedAt
}
