import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import Database from 'libsql'

type Client = SQLiteAdapter['client']
export type Statement = Exclude<Parameters<Client['execute']>[0], never>
export type ResultSet = Awaited<ReturnType<Client['execute']>>
type Row = ResultSet['rows'][number]
type Value = Row[number]

/** One open connection. Everything on it is synchronous: it never waits longer than its busy timeout. */
export type Connection = {
  inTransaction(): boolean
  closed(): boolean
  execute(statement: Statement): ResultSet
  /** Several statements without results. */
  script(sql: string): void
  close(): void
}

/** Statements kept compiled per connection. Payload's queries repeat, and compiling its large ones costs as much as running. */
const COMPILED_STATEMENTS = 300
const OPENING_BUSY_TIMEOUT_MS = 5_000

/**
 * Opens the file with the settings that every connection needs: WAL (reading never waits for writing), full
 * durability on commit and checked foreign keys, on which Payload relies to delete the rows of arrays and blocks.
 */
export function openConnection(settings: {
  readonly file: string
  readonly readOnly: boolean
  /** How long SQLite itself waits for another process. It blocks the event loop, so keep it short. */
  readonly busyTimeoutMs: number
}): Connection {
  const db = new Database(settings.file)
  db.exec(`PRAGMA busy_timeout = ${OPENING_BUSY_TIMEOUT_MS}`)
  db.exec('PRAGMA journal_mode = WAL')
  db.exec('PRAGMA synchronous = FULL')
  db.exec('PRAGMA foreign_keys = ON')
  db.exec(`PRAGMA journal_size_limit = ${64 * 1024 * 1024}`)
  if (settings.readOnly) db.exec('PRAGMA query_only = ON')
  db.exec(`PRAGMA busy_timeout = ${settings.busyTimeoutMs}`)
  const compiled = new Map<string, Database.Statement>()
  let closed = false

  /** The native driver ends the whole process when a closed connection is used. */
  const open = (): typeof db => {
    if (closed) throw new Error('The connection to the database is closed')
    return db
  }

  const statementFor = (sql: string): Database.Statement => {
    const known = compiled.get(sql)
    if (known !== undefined) {
      compiled.delete(sql)
      compiled.set(sql, known)
      return known
    }
    const statement = open().prepare(sql)
    if (statement.reader) statement.raw(true)
    statement.safeIntegers(true)
    compiled.set(sql, statement)
    if (compiled.size > COMPILED_STATEMENTS) {
      const oldest = compiled.keys().next()
      if (!oldest.done) compiled.delete(oldest.value)
    }
    return statement
  }

  return {
    closed: () => closed,
    inTransaction: () => !closed && db.inTransaction,
    execute(statement) {
      open()
      const { sql, args } = typeof statement === 'string' ? { sql: statement, args: [] } : statement
      const prepared = statementFor(sql)
      const values = Array.isArray(args) ? args.map(toSql) : namedArguments(args)
      if (!prepared.reader) {
        const info = prepared.run(values)
        return resultSet([], [], [], info.changes, BigInt(info.lastInsertRowid))
      }
      const columns = prepared.columns()
      const names = columns.map((column) => column.name)
      const rows = prepared.all(values).map((cells) => rowOf(cells, names))
      return resultSet(
        names,
        columns.map((column) => column.type ?? ''),
        rows,
        0,
        undefined,
      )
    },
    script: (sql) => void open().exec(sql),
    close() {
      if (closed) return
      if (db.inTransaction) db.exec('ROLLBACK')
      closed = true
      compiled.clear()
      db.close()
    },
  }
}

function resultSet(
  columns: string[],
  columnTypes: string[],
  rows: Row[],
  rowsAffected: number,
  lastInsertRowid: bigint | undefined,
): ResultSet {
  const result = { columns, columnTypes, rows, rowsAffected, lastInsertRowid }
  return { ...result, toJSON: () => ({ ...result, lastInsertRowid: lastInsertRowid?.toString() ?? null }) }
}

/** A row as the libsql client gives it: enumerable by column name, and by position without being enumerable. */
function rowOf(cells: unknown, names: readonly string[]): Row {
  if (!Array.isArray(cells)) throw new TypeError('The SQLite driver gave a row that is not an array')
  const row: Record<string, unknown> = {}
  Object.defineProperty(row, 'length', { value: cells.length })
  names.forEach((name, index) => {
    const value = fromSql(cells[index])
    Object.defineProperty(row, index, { value })
    if (!Object.hasOwn(row, name)) row[name] = value
  })
  // Built just above in the shape of the type: `length`, positions and names.
  return row as Row
}

function fromSql(value: unknown): Value {
  if (typeof value === 'bigint') {
    const number = Number(value)
    if (!Number.isSafeInteger(number))
      throw new RangeError('An integer in the database is too large for a number')
    return number
  }
  if (Buffer.isBuffer(value))
    return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError(`The SQLite driver gave a ${typeof value}`)
}

function toSql(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (value instanceof Date) return value.valueOf()
  if (value === undefined) throw new TypeError('undefined cannot be passed to the database')
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('Only finite numbers can be stored')
  return value
}

function namedArguments(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name.replace(/^[@$:]/, ''), toSql(value)]),
  )
}
