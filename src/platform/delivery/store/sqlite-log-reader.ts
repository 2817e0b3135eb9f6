import { setImmediate } from 'node:timers/promises'
import type { Instant } from '../../../kernel'
import type { LogLine, LogReader } from '../../../publications'
import { deskOf, entryOf, entryWithRecordOf, lineOf, readRecordOf } from './log-rows'
import { mergeChanges } from './merge-changes'
import { sqliteReader } from './sqlite-reader'
import type { SqliteReader, SqlValue } from './sqlite-reader'

const LINE = `p.seq, p.kind, p.item_id as itemId, p.locale, p.type, p.slug, p.effective_from as effectiveFrom,
  p.recorded_at as recordedAt, p.content_hash as contentHash, p.desk_hash as deskHash`
const ENTRY = `${LINE}, p.card`
const WITH_RECORD = `${ENTRY}, p.record`

/**
 * The plus signs keep SQLite from looking for lines by their moment, which would compare every line with every other: by item
 * there are few.
 */
const NEWER = `select 1 from publications n
  where n.kind = p.kind and n.item_id = p.item_id and n.locale = p.locale and n.seq > p.seq`

/** Reading a line takes some 30 µs, and other readers wait for their turn. */
const LINES_AT_ONCE = 250

const HEAD = 'select max(seq) as head from publications'
const AFTER = `select ${ENTRY} from publications p where p.seq > ? order by p.seq limit ?`
const RECORDS_AFTER = `select ${WITH_RECORD} from publications p where p.seq > ? order by p.seq limit ?`
const standing = (columns: string) => `select ${columns} from publications p
  where p.seq > ? and p.seq <= ?
    and not exists (${NEWER} and n.seq <= ? and +n.effective_from <= max(p.effective_from, ?))
  order by p.seq limit ?`
const STANDING = standing(ENTRY)
const STANDING_LINES = standing(LINE)
const COUNTED = `+p.effective_from <= ? and +p.recorded_at <= ?
  and not exists (${NEWER} and +n.effective_from <= ? and +n.recorded_at <= ?)`
const AT_ONCE = 'p.effective_from <= p.recorded_at'
/** A line published ahead that was overtaken before its day has never been seen by anyone. */
const AHEAD = `p.effective_from > p.recorded_at and p.effective_from <= ?
  and not exists (${NEWER} and +n.effective_from <= p.effective_from and +n.recorded_at <= p.effective_from)`
const OF_KINDS = '+p.kind in (select value from json_each(?))'
const RECORDS = `select ${WITH_RECORD} from publications p where p.seq in (select value from json_each(?))`
const PUBLIC_RECORD = 'select p.seq, p.record from publications p where p.record is not null and p.seq = ?'
const PUBLIC_RECORDS = `select p.seq, p.record from publications p
  where p.record is not null and p.seq in (select value from json_each(?))`
const DESK = `select p.seq, p.desk from publications p
  where p.desk is not null and p.seq in (select value from json_each(?))`
const CHANGES_AT_ONCE = `select ${LINE} from publications p
  where p.seq > ? and ${AT_ONCE} and ${OF_KINDS} order by p.seq limit ?`
const CHANGES_AHEAD = `select ${LINE} from publications p
  where p.effective_from >= ? and (p.effective_from, p.seq) > (?, ?) and ${AHEAD} and ${OF_KINDS}
  order by p.effective_from, p.seq limit ?`
const COUNT_CHANGES = `select count(*) as total from publications p
  where ${OF_KINDS} and (${AT_ONCE} or (${AHEAD}))`

/**
 * Reads the publication log from the editor's SQLite file, on a connection of its own. Answers as an empty log while the
 * file or the table does not exist; throws what SQLite throws when it cannot be read.
 */
export function sqliteLogReader(file: string, db: SqliteReader = sqliteReader(file)): LogReader {
  const list = (sql: string, values: readonly SqlValue[]) => db.rows(sql, ...values)
  const standingAt = async <L extends LogLine>(
    at: Instant,
    sql: string,
    read: (row: unknown) => L,
  ): Promise<readonly L[]> => {
    // Lines never change, so that those up to here are one whole, also when others write in between.
    const last = numberIn(list(HEAD, [])[0], 'head')
    const found: L[] = []
    for (let from = 0; ;) {
      const portion = list(sql, [from, last, last, at, LINES_AT_ONCE]).map(read)
      found.push(...portion)
      from = portion.at(-1)?.seq ?? last
      if (portion.length < LINES_AT_ONCE) return found
      await setImmediate()
    }
  }

  return {
    async head() {
      const row = list(HEAD, [])[0]
      return numberIn(row, 'head')
    },
    async after(seq, limit) {
      return list(AFTER, [seq, limit]).map(entryOf)
    },
    async recordsAfter(seq, limit) {
      return list(RECORDS_AFTER, [seq, limit]).map(entryWithRecordOf)
    },
    standing: (at) => standingAt(at, STANDING, entryOf),
    standingLines: (at) => standingAt(at, STANDING_LINES, lineOf),
    async records(seqs) {
      return list(RECORDS, [JSON.stringify(seqs)]).map(entryWithRecordOf)
    },
    async publicRecords(seqs) {
      // Mostly it is one, which is found faster by itself.
      const [first = 0] = seqs
      const rows =
        seqs.length === 1 ? list(PUBLIC_RECORD, [first]) : list(PUBLIC_RECORDS, [JSON.stringify(seqs)])
      return rows.map(readRecordOf)
    },
    async desk(seqs) {
      const rows = list(DESK, [JSON.stringify(seqs)])
      return new Map(rows.map(deskOf).filter((found) => found !== null))
    },
    async asOf({ kind, locale, at, id, slug, upn, productId }) {
      const conditions = ['p.kind = ?', 'p.locale = ?', COUNTED]
      const values: SqlValue[] = [kind, locale, at, at, at, at]
      const also = (condition: string, value: string | undefined) => {
        if (value === undefined) return
        conditions.push(condition)
        values.push(value)
      }
      also('p.item_id = ?', id)
      also('p.slug = ?', slug)
      if (upn !== undefined) {
        conditions.push(UPN)
        values.push(upn, upn.toLowerCase())
      }
      also("exists (select 1 from json_each(p.card, '$.productIds') own where own.value = ?)", productId)
      const sql = `select ${WITH_RECORD} from publications p where ${conditions.join(' and ')} order by p.seq`
      return list(sql, values).map(entryWithRecordOf)
    },
    async changes({ after, until, kinds, limit }) {
      const listed = JSON.stringify(kinds)
      const atOnce = list(CHANGES_AT_ONCE, [after.seq, listed, limit]).map(lineOf)
      // A full page ends with its last line; what took effect after that belongs to the next, and is not looked for.
      const last = atOnce.length === limit ? atOnce.at(-1) : undefined
      const upTo = last && last.recordedAt < until ? last.recordedAt : until
      const { aheadFrom, aheadSeq } = after
      const ahead = list(CHANGES_AHEAD, [aheadFrom, aheadFrom, aheadSeq, upTo, listed, limit])
      return mergeChanges(after, atOnce, ahead.map(lineOf), limit)
    },
    async countChanges({ until, kinds }) {
      return numberIn(list(COUNT_CHANGES, [JSON.stringify(kinds), until])[0], 'total')
    },
    async close() {
      db.close()
    },
  }
}

/** URIs are compared as they are, labels without regard to case. */
const UPN = `exists (select 1 from json_each(p.card, '$.upn') own
  where own.value = ? or (own.value not like 'http%' and lower(own.value) = ?))`

function numberIn(row: unknown, column: string): number {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, column) : null
  return typeof value === 'number' ? value : 0
}
