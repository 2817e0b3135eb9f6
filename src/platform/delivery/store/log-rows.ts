import { z } from 'zod'
import { ITEM_KINDS, LOCALES } from '../../../catalogue'
import { asInstant } from '../../../kernel'
import type {
  Card,
  DeskRecord,
  LogEntry,
  LogEntryWithRecord,
  LogLine,
  PublicRecord,
  ReadRecord,
} from '../../../publications'

const instant = z.string().transform((text, context) => {
  const parsed = asInstant(text)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: `not a moment: ${text}` })
  return z.NEVER
})

const line = z.object({
  seq: z.int().positive(),
  kind: z.enum(ITEM_KINDS),
  itemId: z.string().min(1),
  locale: z.enum(LOCALES),
  type: z.enum(['PUBLISHED', 'RETRACTED']),
  slug: z.string(),
  effectiveFrom: instant,
  recordedAt: instant,
  contentHash: z
    .string()
    .nullable()
    .transform((hash) => hash ?? ''),
  deskHash: z
    .string()
    .nullable()
    .transform((hash) => hash ?? ''),
})
const withCard = z.object({ card: z.string().nullable() })
const withRecord = z.object({ record: z.string().nullable() })
const withDesk = z.object({ seq: z.int(), desk: z.string() })

/** A line as stored, without its texts. */
export const lineOf = (row: unknown): LogLine => line.parse(row)

export function entryOf(row: unknown): LogEntry {
  return { ...line.parse(row), card: json<Card>(withCard.parse(row).card) }
}

export function entryWithRecordOf(row: unknown): LogEntryWithRecord {
  return { ...entryOf(row), record: json<PublicRecord>(withRecord.parse(row).record) }
}

/** Characters take one or two bytes, and each of the many members of a record some more. */
const BYTES_PER_CHARACTER = 3

export function readRecordOf(row: unknown): ReadRecord {
  // Asked for by us, column by column; a record is read for nearly every answer that is worked out.
  const { seq, record } = row as { readonly seq: number; readonly record: string }
  return { seq, record: JSON.parse(record) as PublicRecord, bytes: record.length * BYTES_PER_CHARACTER }
}

export function deskOf(row: unknown): readonly [number, DeskRecord] | null {
  const { seq, desk } = withDesk.parse(row)
  const parsed = json<DeskRecord>(desk)
  return parsed ? [seq, parsed] : null
}

/**
 * Records, cards and agent-only texts are compiled by this project and stored with a hash; they are not checked field by
 * field again at every read, which would cost more than all the rest of an answer.
 */
function json<T extends object>(text: string | null): T | null {
  if (text === null) return null
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? (value as T) : null
}
