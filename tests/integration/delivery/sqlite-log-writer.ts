import Database from 'libsql'
import type { Clock } from '../../../src/kernel'
import type { NewLogEntry } from '../../../src/publications'

const TABLES = `
  pragma journal_mode = wal;
  create table publications (
    id text primary key, seq integer not null unique, kind text not null, item_id text not null, locale text not null,
    type text not null, slug text not null, effective_from text not null, recorded_at text not null,
    content_hash text, desk_hash text, card text, record text, desk text
  );
  create index publications_item on publications (kind, item_id, locale, seq);
  create index publications_slug on publications (kind, locale, slug);
  create index publications_effective on publications (effective_from);
  create table users (id text primary key, email text, enable_a_p_i_key integer, api_key_index text);
  create table users_roles ("order" integer, parent_id text, value text, id text primary key);
  create table users_sessions (_order integer, _parent_id text, id text primary key, created_at text, expires_at text);
`

/** Writes a log as the editor does, to see what readers make of it. */
export type LogWriter = {
  append(...lines: readonly NewLogEntry[]): number
  run(sql: string, ...values: readonly (string | number | null)[]): void
  close(): void
}

export function logWriter(file: string, clock: Clock): LogWriter {
  const database = new Database(file)
  database.exec(TABLES)
  const insert = database.prepare(
    `insert into publications select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from publications`,
  )
  const head = database.prepare('select max(seq) as head from publications')
  let count = 0
  return {
    append(...lines) {
      database.exec('begin immediate')
      for (const line of lines) {
        insert.run(
          `line-${(count += 1)}`,
          line.kind,
          line.itemId,
          line.locale,
          line.type,
          line.slug,
          line.effectiveFrom,
          clock(),
          line.contentHash,
          line.deskHash,
          json(line.card),
          json(line.record),
          json(line.desk),
        )
      }
      database.exec('commit')
      const row: unknown = head.get()
      return Number(Reflect.get(Object(row), 'head'))
    },
    run(sql, ...values) {
      database.prepare(sql).run(...values)
    },
    close() {
      database.close()
    },
  }
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))
