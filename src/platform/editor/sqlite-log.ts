import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-sqlite'
import { ITEM_KINDS, LOCALES } from '../../catalogue'
import { asInstant, type Instant } from '../../kernel'
import type { LogEntry, NewLogEntry } from '../../publications'
import type { PublicationStore, Scope } from './publication-store'
import { transactionOf } from './sqlite-database'
import { itemRef } from './stored-kinds'
import type { StoredLine } from './transfer/stored-line'

/** The log in SQLite: below the collection API, which would make each line cost as much as a save. */
export const sqliteLog: Pick<PublicationStore, 'append' | 'standing' | 'itemsWithChangesToCome'> = {
  append: async (lines, recordedAt, scope) => {
    const transaction = await transactionOf(scope)
    const numbers: number[] = []
    for (const line of lines)
      for (const { seq } of await transaction.all<{ seq: number }>(insertion(line, recordedAt)))
        numbers.push(seq)
    return numbers
  },

  standing: async (items, at, scope) => {
    if (items.length === 0) return []
    const transaction = await transactionOf(scope)
    const wanted = JSON.stringify(items.map(({ kind, id }) => [kind, id]))
    const rows = await transaction.all<LogRow>(sql`
      SELECT line.seq, line.kind, line.item_id, line.locale, line.type, line.slug, line.effective_from,
             line.recorded_at, line.content_hash, line.desk_hash, line.card
      FROM json_each(${wanted}) AS wanted
      JOIN publications AS line
        ON line.kind = json_extract(wanted.value, '$[0]') AND line.item_id = json_extract(wanted.value, '$[1]')
      WHERE line.seq >= coalesce((
        SELECT max(counting.seq) FROM publications AS counting
        WHERE counting.kind = line.kind AND counting.item_id = line.item_id AND counting.locale = line.locale
          AND counting.effective_from <= ${at}), 0)
      ORDER BY line.seq`)
    return rows.map(lineOf)
  },

  itemsWithChangesToCome: async ({ at, after, limit }, scope) => {
    const transaction = await transactionOf(scope)
    const rows = await transaction.all<{ kind: string; id: string }>(sql`
      SELECT DISTINCT kind, item_id AS id FROM publications
      WHERE effective_from > ${at} AND (kind, item_id) > (${after?.kind ?? ''}, ${after?.id ?? ''})
      ORDER BY kind, item_id LIMIT ${limit}`)
    return rows.map(({ kind, id }) => itemRef(kind, id))
  },
}

/** Lines of a copied log, with the numbers that they had. */
export async function restoreSqliteLines(lines: readonly StoredLine[], scope: Scope): Promise<void> {
  const transaction = await transactionOf(scope)
  for (const line of lines)
    await transaction.run(sql`
      INSERT INTO publications (id, seq, kind, item_id, locale, type, slug, effective_from, recorded_at,
                                content_hash, desk_hash, card, record, desk)
      VALUES (${line.id}, ${line.seq}, ${line.kind}, ${line.itemId}, ${line.locale}, ${line.type}, ${line.slug},
              ${line.effectiveFrom}, ${line.recordedAt}, ${line.contentHash}, ${line.deskHash},
              ${json(line.card)}, ${json(line.record)}, ${json(line.desk)})`)
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))

/** One statement takes the number and stores the line. Time never runs back along the log, whatever the clock does. */
function insertion(line: NewLogEntry, recordedAt: Instant) {
  return sql`
    INSERT INTO publications (id, seq, kind, item_id, locale, type, slug, effective_from, recorded_at,
                              content_hash, desk_hash, card, record, desk)
    SELECT ${randomUUID()}, coalesce(max(seq), 0) + 1, ${line.kind}, ${line.itemId}, ${line.locale}, ${line.type},
           ${line.slug}, ${line.effectiveFrom},
           max(${recordedAt},
               coalesce((SELECT recorded_at FROM publications ORDER BY seq DESC LIMIT 1), '')),
           ${line.contentHash}, ${line.deskHash}, ${json(line.card)}, ${json(line.record)}, ${json(line.desk)}
    FROM publications
    RETURNING seq`
}

type LogRow = {
  readonly seq: number
  readonly kind: string
  readonly item_id: string
  readonly locale: string
  readonly type: string
  readonly slug: string
  readonly effective_from: string
  readonly recorded_at: string
  readonly content_hash: string
  readonly desk_hash: string
  readonly card: string | null
}

function lineOf(row: LogRow): LogEntry {
  const kind = ITEM_KINDS.find((known) => known === row.kind)
  const locale = LOCALES.find((known) => known === row.locale)
  if (kind === undefined || locale === undefined) throw new Error(`Line ${row.seq} of the log is unreadable`)
  return {
    seq: row.seq,
    kind,
    itemId: row.item_id,
    locale,
    type: row.type === 'PUBLISHED' ? 'PUBLISHED' : 'RETRACTED',
    slug: row.slug,
    effectiveFrom: momentOf(row.effective_from),
    recordedAt: momentOf(row.recorded_at),
    contentHash: row.content_hash,
    deskHash: row.desk_hash,
    // Written by `insertion`, read by nobody else in between.
    card: row.card === null ? null : JSON.parse(row.card),
  }
}

function momentOf(text: string): Instant {
  const moment = asInstant(text)
  if (moment === null) throw new Error(`The log holds ${JSON.stringify(text)} where a moment belongs`)
  return moment
}
