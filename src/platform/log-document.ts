import type { Card, DeskRecord, NewLogEntry, PublicRecord } from '../publications'

/** A line of the log as MongoDB holds it: written by the editor, read by delivery. */
export type LineDocument = {
  readonly _id: string
  readonly seq: number
  readonly kind: string
  readonly itemId: string
  readonly locale: string
  readonly type: string
  readonly slug: string
  readonly effectiveFrom: string
  readonly recordedAt: string
  readonly contentHash: string | null
  readonly deskHash: string | null
  readonly card: Card | null
  readonly record: PublicRecord | null
  readonly desk: DeskRecord | null
  /** Written before it takes effect. */
  readonly ahead: boolean
  /** Names by which it is looked up: URIs as they are, labels in small letters. */
  readonly names: readonly string[]
  /** Products of a question. */
  readonly productIds: readonly string[]
}

export function lineDocument(
  line: NewLogEntry,
  place: { readonly id: string; readonly seq: number; readonly recordedAt: string },
): LineDocument {
  const { kind, itemId, locale, type, slug, effectiveFrom, contentHash, deskHash } = line
  return {
    _id: place.id,
    seq: place.seq,
    kind,
    itemId,
    locale,
    type,
    slug,
    effectiveFrom,
    recordedAt: place.recordedAt,
    contentHash,
    deskHash,
    card: plain(line.card),
    record: plain(line.record),
    desk: plain(line.desk),
    ahead: effectiveFrom > place.recordedAt,
    names: (line.card?.upn ?? []).map(nameKey),
    productIds: line.card?.productIds ?? [],
  }
}

/** URIs are compared as they are, labels without regard to case. */
export const nameKey = (name: string): string => (name.startsWith('http') ? name : name.toLowerCase())

/** Without what is undefined, which JSON leaves out and BSON would store as null. */
function plain<T>(value: T): T {
  // The same value in other words: it came from JSON-like data and goes back to it.
  return value === null ? value : (JSON.parse(JSON.stringify(value)) as T)
}
