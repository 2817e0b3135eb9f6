import { existsSync } from 'node:fs'
import Database from 'libsql'

/** A value that SQLite takes as a parameter. */
export type SqlValue = string | number | null

/** Reads rows. Gives none while the database or the table is not there yet. */
export type SqliteReader = {
  rows(sql: string, ...values: readonly SqlValue[]): readonly unknown[]
  close(): void
}

/** How long a read may wait for a lock: short, because waiting holds up every other reader of this process. */
const BUSY_TIMEOUT_MS = 100

/**
 * Opens a SQLite file for reading only, at the first read for which it exists: delivery starts before the editor made it.
 * Never creates or changes it. A broken connection is dropped and opened anew at the next read; the read itself throws.
 */
export function sqliteReader(file: string): SqliteReader {
  let connection: { database: Database.Database; statements: Map<string, Database.Statement> } | null = null

  const open = () => {
    if (connection) return connection
    if (!existsSync(file)) return null
    const database = new Database(file)
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}; pragma query_only = on`)
    connection = { database, statements: new Map() }
    return connection
  }

  const close = () => {
    connection?.database.close()
    connection = null
  }

  return {
    rows(sql, ...values) {
      const opened = open()
      if (!opened) return []
      try {
        let statement = opened.statements.get(sql)
        if (!statement) {
          statement = opened.database.prepare(sql)
          opened.statements.set(sql, statement)
        }
        return statement.all(...values)
      } catch (error) {
        if (error instanceof Error && error.message.includes('no such table')) return []
        close()
        throw error
      }
    },
    close,
  }
}
