import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import { letOthersRun } from './event-loop'
import { type Connection, openConnection, type ResultSet, type Statement } from './sqlite-connection'
import { sqliteTransaction } from './sqlite-transaction'
import { writeQueue } from './write-queue'

export type SqliteClient = SQLiteAdapter['client']

export type SqliteClientSettings = {
  readonly file: string
  /** How long a writer may do nothing while others wait. Longer means that it waits for itself, or was forgotten. */
  readonly silenceLimitMs?: number
  /** How long a write tries again while another process (worker, command line) is writing. */
  readonly busyLimitMs?: number
}

/**
 * The client that Payload's SQLite adapter writes through. SQLite has one writer at a time, and the driver is
 * synchronous: left to themselves, overlapping saves fail with SQLITE_BUSY, and a busy timeout blocks the event loop that
 * should end the other save. So every transaction, and every single write outside one, waits for its turn in a queue
 * of this process, and tries again without blocking while another process is writing. Reading never waits (WAL).
 *
 * There are two connections: one writes, one reads outside transactions. A connection per transaction, as in
 * `@libsql/client`, reads the whole schema again each time and is left for the garbage collector to close.
 */
export function sqliteClient(settings: SqliteClientSettings): SqliteClient {
  const { file, silenceLimitMs = 30_000, busyLimitMs = 60_000 } = settings
  const writer = openConnection({ file, readOnly: false, busyTimeoutMs: 0 })
  const reader = openConnection({ file, readOnly: true, busyTimeoutMs: 1_000 })
  const queue = writeQueue({ silenceLimitMs })
  const leaveRoom = roomForOthers()
  let closed = false

  const inTurn = async <T>(write: (connection: Connection) => T): Promise<T> => {
    const turn = await queue.turn(() => undefined)
    try {
      await leaveRoom.before(turn.alive)
      return await whenNotBusy(() => write(writer), busyLimitMs, turn.alive)
    } finally {
      leaveRoom.after()
      turn.release()
    }
  }

  const all = (statements: readonly Statement[]) =>
    inTurn((connection) =>
      atomically(connection, () => statements.map((statement) => connection.execute(statement))),
    )

  return {
    protocol: 'file',
    get closed() {
      return closed
    },
    execute: async (statement: Statement | string, args?: unknown): Promise<ResultSet> => {
      if (args !== undefined) throw new TypeError('Pass arguments as { sql, args }')
      await letOthersRun()
      const sql = typeof statement === 'string' ? statement : statement.sql
      if (isRead(sql)) return reader.execute(statement)
      return inTurn((connection) =>
        changesRows(sql)
          ? atomically(connection, () => connection.execute(statement))
          : connection.execute(statement),
      )
    },
    batch: all,
    migrate: (statements) =>
      inTurn((connection) => {
        connection.script('PRAGMA foreign_keys = OFF')
        try {
          return atomically(connection, () => statements.map((statement) => connection.execute(statement)))
        } finally {
          connection.script('PRAGMA foreign_keys = ON')
        }
      }),
    transaction: async () =>
      sqliteTransaction({
        connection: writer,
        turn: async (abandon) => {
          const turn = await queue.turn(abandon)
          return {
            alive: turn.alive,
            release: () => {
              leaveRoom.after()
              turn.release()
            },
          }
        },
        begin: async (alive) => {
          await leaveRoom.before(alive)
          await whenNotBusy(() => writer.script('BEGIN IMMEDIATE'), busyLimitMs, alive)
        },
      }),
    executeMultiple: (sql) => inTurn((connection) => connection.script(sql)),
    sync: async () => undefined,
    close: () => {
      if (closed) return
      closed = true
      reader.close()
      writer.close()
    },
  }
}

/** After so long of one write after the other, ... */
const LONGEST_STRETCH_MS = 300
/** ... the file is left to other processes for so long: more than the pause between their attempts. */
const ROOM_MS = 30

/**
 * SQLite has no queue: another process gets its turn only when it happens to ask between two writes of this one. A worker that
 * goes from batch to batch would keep the others from writing at all, so it steps back now and then.
 */
function roomForOthers() {
  let stretchBegan = 0
  let lastEnded = Number.NEGATIVE_INFINITY
  return {
    async before(alive: () => void): Promise<void> {
      const now = performance.now()
      if (now - lastEnded >= ROOM_MS) {
        stretchBegan = now
        return
      }
      if (now - stretchBegan < LONGEST_STRETCH_MS) return
      await new Promise((resume) => setTimeout(resume, ROOM_MS))
      alive()
      stretchBegan = performance.now()
    },
    after(): void {
      lastEnded = performance.now()
    },
  }
}

/** A statement that may start with anything else waits for its turn, which is right for both; this one need not. */
function isRead(sql: string): boolean {
  return /^\s*(select|explain|values|pragma\s+\w+\s*;?\s*$|pragma\s+\w+\s*\()/i.test(sql)
}

const changesRows = (sql: string): boolean => /^\s*(insert|update|delete|replace|with)\b/i.test(sql)

/**
 * In a transaction that is begun by itself, also for one statement: a prepared write that meets another process stays open in
 * the driver (libsql 0.4), and while it does SQLite commits no other write of its connection, though it reports it as done.
 */
function atomically<T>(connection: Connection, write: () => T): T {
  connection.script('BEGIN IMMEDIATE')
  try {
    const result = write()
    connection.script('COMMIT')
    return result
  } finally {
    if (connection.inTransaction()) connection.script('ROLLBACK')
  }
}

/** Tries again, without blocking, while another process writes. Throws its SQLITE_BUSY after the limit. */
async function whenNotBusy<T>(attempt: () => T, limitMs: number, alive: () => void): Promise<T> {
  const deadline = Date.now() + limitMs
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 50)) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || Date.now() >= deadline) throw error
    }
    alive()
    await new Promise((resume) => setTimeout(resume, pauseMs * (0.5 + Math.random() / 2)))
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE_BUSY')
  )
}
