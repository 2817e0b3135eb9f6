import { z } from 'zod'
import { ITEM_KINDS, LOCALES } from '../../../catalogue'
import { asInstant } from '../../../kernel'
import type { Card, DeskRecord, LogEntry, LogEntryWithRecord, PublicRecord } from '../../../publications'

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
export const lineOf = (row: unknown): Omit<LogEntry, 'card'> => line.parse(row)

export function entryOf(row: unknown): LogEntry {
  return { ...line.parse(row), card: json<Card>(withCard.parse(row).card) }
}

export function entryWithRecordOf(row: unknown): LogEntryWithRecord {
  return { ...entryOf(row), record: json<PublicRecord>(withRecord.parse(row).record) }
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
