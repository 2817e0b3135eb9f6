import type { LineDocument } from '../../log-document'
import type { DeskRecord, LogEntry, LogEntryWithRecord, LogLine, ReadRecord } from '../../../publications'
import { approximateBytes } from '../bounded-cache'
import { lineOf } from './log-rows'

/** Which fields of a line are read. Agent-only text is in none but the last. */
export const BARE = { _id: 0, card: 0, record: 0, desk: 0 } as const
export const WITHOUT_TEXTS = { _id: 0, record: 0, desk: 0 } as const
export const WITHOUT_DESK = { _id: 0, desk: 0 } as const
export const ONLY_RECORD = { _id: 0, seq: 1, record: 1 } as const
export const ONLY_DESK = { _id: 0, seq: 1, desk: 1 } as const
/** All that decides which line counts. An index holds it. */
export const PLACE = {
  _id: 0,
  seq: 1,
  kind: 1,
  itemId: 1,
  locale: 1,
  effectiveFrom: 1,
  recordedAt: 1,
} as const

export type Place = Pick<LineDocument, 'seq' | 'kind' | 'itemId' | 'locale' | 'effectiveFrom' | 'recordedAt'>

/** A line as stored, without its texts. */
export const bareOf = (row: LineDocument): LogLine => lineOf(row)

/** Cards and records are compiled by this project and stored with a hash; as in SQLite they are not checked again. */
export const entryOf = (row: LineDocument): LogEntry => ({ ...lineOf(row), card: row.card })

export const entryWithRecordOf = (row: LineDocument): LogEntryWithRecord => ({
  ...entryOf(row),
  record: row.record,
})

export const readRecordOf = ({ seq, record }: LineDocument): ReadRecord | null =>
  record === null ? null : { seq, record, bytes: approximateBytes(record) }

export const deskOf = ({ seq, desk }: LineDocument): readonly [number, DeskRecord] | null =>
  desk === null ? null : [seq, desk]

export const itemKey = ({ kind, itemId, locale }: Place): string => `${kind} ${itemId} ${locale}`

/** Whether a newer line of the same item and language took over by `until`, among those recorded by then if a moment is given. */
export const overtaken = (
  line: Place,
  sameItem: readonly Place[],
  until: string,
  recordedBy: string | null,
): boolean =>
  sameItem.some(
    (newer) =>
      newer.seq > line.seq &&
      newer.effectiveFrom <= until &&
      (recordedBy === null || newer.recordedAt <= recordedBy),
  )
