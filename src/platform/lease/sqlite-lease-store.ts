import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'libsql'
import { asInstant } from '../../kernel'
import type { Lease } from './lease'
import type { LeaseStore } from './lease-store'

/** One lease per catalogue; the table could hold more. */
const NAME = 'work'

/**
 * The lease is no content and has no collection, so no migration knows its table: whoever needs it first makes it. The
 * editor's transactions read it too (`sqlite-leader-store.ts`).
 */
const TABLE = `create table if not exists leases (
  name text primary key, holder text, term integer not null, until text not null)`

/** How long a sign of life is tried while another process writes: shorter than the time between two. */
const BUSY_LIMIT_MS = 800

/** The lease in the catalogue's SQLite file. Does nothing before the file is there, and never waits in the event loop. */
export function sqliteLeaseStore(file: string): LeaseStore {
  let database: Database.Database | null = null

  const open = (): Database.Database | null => {
    if (database !== null || !existsSync(file)) return database
    database = new Database(file)
    database.exec('pragma busy_timeout = 0; pragma synchronous = full')
    return database
  }
  const close = () => {
    database?.close()
    database = null
  }
  /** A broken connection is opened anew at the next attempt. */
  const guarded = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action()
    } catch (error) {
      close()
      throw error
    }
  }

  return {
    read: () =>
      guarded(async () => {
        const opened = open()
        if (opened === null) return null
        try {
          const rows: unknown[] = opened
            .prepare('select holder, term, until from leases where name = ?')
            .all(NAME)
          return rows.length === 0 ? null : leaseOf(rows[0])
        } catch (error) {
          if (error instanceof Error && error.message.includes('no such table')) return null
          throw error
        }
      }),
    swap: (expected, next) =>
      guarded(async () => {
        const opened = open()
        if (opened === null) return false
        return whenFree(() =>
          atomically(opened, () => {
            if (expected !== null) return update(opened, expected, next)
            opened.exec(TABLE)
            return insert(opened, next)
          }),
        )
      }),
    close: async () => close(),
  }
}

const insert = (database: Database.Database, { holder, term, until }: Lease): boolean =>
  database
    .prepare('insert into leases (name, holder, term, until) values (?, ?, ?, ?) on conflict do nothing')
    .run(NAME, holder, term, until).changes === 1

const update = (database: Database.Database, expected: Lease, { holder, term, until }: Lease): boolean =>
  database
    .prepare(
      `update leases set holder = ?, term = ?, until = ?
       where name = ? and holder is ? and term = ? and until = ?`,
    )
    .run(holder, term, until, NAME, expected.holder, expected.term, expected.until).changes === 1

/**
 * In a transaction that is begun by itself: a prepared write that meets another writer stays open in the driver, and while it
 * does SQLite commits no other write of this connection, though it reports it as done.
 */
function atomically<T>(database: Database.Database, write: () => T): T {
  database.exec('begin immediate')
  try {
    const result = write()
    database.exec('commit')
    return result
  } finally {
    if (database.inTransaction) database.exec('rollback')
  }
}

async function whenFree<T>(attempt: () => T): Promise<T> {
  const deadline = performance.now() + BUSY_LIMIT_MS
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      const isBusy =
        error instanceof Error &&
        'code' in error &&
        typeof error.code === 'string' &&
        error.code.startsWith('SQLITE_BUSY')
      if (!isBusy || performance.now() > deadline) throw error
    }
    await wait(5 + Math.random() * 15)
  }
}

function leaseOf(row: unknown): Lease {
  const field = (name: string): unknown =>
    typeof row === 'object' && row !== null ? Reflect.get(row, name) : null
  const holder = field('holder')
  const term = field('term')
  const until = asInstant(String(field('until')))
  if ((holder !== null && typeof holder !== 'string') || typeof term !== 'number' || until === null)
    throw new Error('The row in the table leases is unreadable; delete it, and a worker makes it anew')
  return { holder, term, until }
}
