import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import { letOthersRun } from './event-loop'
import type { Connection, Statement } from './sqlite-connection'
import { TransactionLostError } from './transactions'
import type { Turn } from './write-queue'

export type SqliteTransaction = Awaited<ReturnType<SQLiteAdapter['client']['transaction']>>

/**
 * A transaction on the one writing connection. It takes its turn at its first statement, not before: Payload begins
 * some transactions (a forgotten password) and then writes outside them, which would wait for itself.
 * From there on it is alone, so that what it read is still true when it commits.
 * As in PostgreSQL, a failed statement makes the commit fail, since code above may have swallowed the error.
 */
export function sqliteTransaction(part: {
  readonly connection: Connection
  readonly turn: (abandon: (error: Error) => void) => Promise<Turn>
  readonly begin: (alive: () => void) => Promise<void>
}): SqliteTransaction {
  const { connection } = part
  let turn: Turn | null = null
  let begun: Promise<void> | null = null
  let ended = false
  let failure: { readonly error: unknown } | null = null
  let foreignKeysOff = false

  const begin = async () => {
    const mine = await part.turn((error) => {
      failure ??= { error }
      end()
    })
    try {
      if (foreignKeysOff) connection.script('PRAGMA foreign_keys = OFF')
      await part.begin(mine.alive)
      turn = mine
      if (ended) end()
    } catch (error) {
      restoreForeignKeys()
      mine.release()
      throw error
    }
  }

  const restoreForeignKeys = () => {
    if (foreignKeysOff && !connection.closed()) connection.script('PRAGMA foreign_keys = ON')
  }

  const end = () => {
    ended = true
    if (turn === null) return
    if (connection.inTransaction()) connection.script('ROLLBACK')
    restoreForeignKeys()
    turn.release()
    turn = null
  }

  const run = async <T>(statement: () => T): Promise<T> => {
    if (ended) throw new TransactionLostError('The transaction has already ended', { cause: failure?.error })
    begun ??= begin()
    try {
      await begun
      await letOthersRun()
      // SQLite itself rolls back on a full disk and the like; what follows must not be committed one by one.
      if (ended || !connection.inTransaction())
        throw new TransactionLostError('The transaction was rolled back', { cause: failure?.error })
      turn?.alive()
      return statement()
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }

  return {
    get closed() {
      return ended
    },
    execute: async (statement: Statement) => {
      const sql = typeof statement === 'string' ? statement : statement.sql
      const foreignKeys = /^\s*pragma\s+foreign_keys\s*=\s*(\w+)/i.exec(sql)?.[1]?.toLowerCase()
      if (foreignKeys === undefined) return run(() => connection.execute(statement))
      if (['off', '0', 'false'].includes(foreignKeys)) {
        // Inside a transaction SQLite ignores this, and a migration that makes a table anew would then delete the rows
        // that refer to it.
        if (begun !== null)
          throw new Error('PRAGMA foreign_keys = OFF must be the first statement of a migration')
        foreignKeysOff = true
      }
      return run(() => connection.execute('SELECT 1 WHERE 0'))
    },
    batch: (statements) => run(() => statements.map((statement) => connection.execute(statement))),
    executeMultiple: (sql) => run(() => connection.script(sql)),
    rollback: async () => {
      await begun?.catch(() => undefined)
      end()
    },
    commit: async () => {
      if (ended)
        throw new TransactionLostError('The transaction has already ended', { cause: failure?.error })
      try {
        await begun
        if (failure !== null)
          throw new TransactionLostError('A statement of the transaction failed', { cause: failure.error })
        if (turn === null) return
        if (!connection.inTransaction()) throw new TransactionLostError('The transaction was rolled back')
        if (foreignKeysOff) refuseDangling(connection)
        connection.script('COMMIT')
      } finally {
        end()
      }
    },
    close: end,
  }
}

function refuseDangling(connection: Connection): void {
  const dangling = connection.execute('PRAGMA foreign_key_check').rows
  if (dangling.length > 0) throw new Error(`${dangling.length} rows refer to rows that the migration removed`)
}
