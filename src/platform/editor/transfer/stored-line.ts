import { asInstant } from '../../../kernel'
import { ITEM_KINDS, LOCALES } from '../../../catalogue'
import type { Card, DeskRecord, LogEntryWithRecord, PublicRecord } from '../../../publications'
import { isRow, numberOf, oneOf, type Row, textOf } from '../raw-row'

/** A line with its number, time and id, as it is copied from one engine to another. */
export type StoredLine = LogEntryWithRecord & { readonly id: string; readonly desk: DeskRecord | null }

/** Throws when the log holds a line that this version does not know: a copy must not lose one silently. */
export function storedLine(row: Row): StoredLine {
  const kind = oneOf(ITEM_KINDS, row['kind'])
  const locale = oneOf(LOCALES, row['locale'])
  const type = oneOf(['PUBLISHED', 'RETRACTED'] as const, row['type'])
  const [id, itemId, seq] = [textOf(row['id']), textOf(row['itemId']), numberOf(row['seq'])]
  const effectiveFrom = asInstant(textOf(row['effectiveFrom']) ?? '')
  const recordedAt = asInstant(textOf(row['recordedAt']) ?? '')
  if (
    kind === null ||
    locale === null ||
    type === null ||
    id === null ||
    itemId === null ||
    seq === null ||
    effectiveFrom === null ||
    recordedAt === null
  )
    throw new Error(`Line ${seq ?? '?'} of the log is unreadable`)
  return {
    id,
    seq,
    kind,
    itemId,
    locale,
    type,
    slug: textOf(row['slug']) ?? '',
    effectiveFrom,
    recordedAt,
    contentHash: textOf(row['contentHash']) ?? '',
    deskHash: textOf(row['deskHash']) ?? '',
    // Compiled by this project and stored with a hash; copied as they are.
    card: objectIn(row, 'card') as Card | null,
    record: objectIn(row, 'record') as PublicRecord | null,
    desk: objectIn(row, 'desk') as DeskRecord | null,
  }
}

const objectIn = (row: Row, name: string): unknown => (isRow(row[name]) ? row[name] : null)
