import { randomUUID } from 'node:crypto'
import { type SQLiteAdapter, sqliteAdapter } from '@payloadcms/db-sqlite'
import type { DatabaseAdapterObj, Payload, PayloadRequest } from 'payload'
import { conditionsOf, currentConditions, unmetCondition } from './commit-conditions'
import { endJobUpdates } from './ended-job-updates'
import { sqliteClient, type SqliteClientSettings } from './sqlite-client'
import { committedOf, refusalsOf, TransactionLostError } from './transactions'

type AdapterArgs = Parameters<typeof sqliteAdapter>[0]
type Session = SQLiteAdapter['sessions'][string]

export type SqliteDatabaseSettings = SqliteClientSettings &
  Pick<AdapterArgs, 'migrationDir' | 'prodMigrations' | 'afterSchemaInit' | 'beforeSchemaInit' | 'logger'> & {
    /** Make tables from the config without migrations. For tests and development only. */
    readonly push?: boolean
  }

/**
 * Payload's SQLite adapter with transactions that hold: they are on, wait for each other, and say so when they fail.
 * Ids are our own UUID texts.
 */
export function sqliteDatabase(settings: SqliteDatabaseSettings): DatabaseAdapterObj<SQLiteAdapter> {
  const { file, silenceLimitMs, busyLimitMs, push = false, ...rest } = settings
  const base = sqliteAdapter({
    ...rest,
    client: { url: `file:${file}` },
    idType: 'uuid',
    allowIDOnCreate: true,
    push,
    transactionOptions: { behavior: 'immediate' },
  })
  return {
    ...base,
    init: (args) => {
      const adapter = base.init(args)
      const { connect, destroy } = adapter
      adapter.connect = async function (options) {
        // With a client in place Payload opens none of its own.
        // After a reload in development the client of before is still there, closed.
        if (adapter.client?.closed !== false)
          adapter.client = sqliteClient({
            file,
            ...(silenceLimitMs !== undefined && { silenceLimitMs }),
            ...(busyLimitMs !== undefined && { busyLimitMs }),
          })
        await connect?.call(adapter, options)
      }
      adapter.destroy = async function () {
        await destroy?.call(adapter)
        adapter.client.close()
      }
      endJobUpdates(adapter)
      return withReportedCommits(adapter)
    },
  }
}

type SqlTransaction = Parameters<Parameters<SQLiteAdapter['drizzle']['transaction']>[0]>[0]

// On the adapter and not in this module: Next's bundles each have a copy of the module, and share one Payload.
const KEPT = Symbol.for('antwoordcatalogus.transactions')

function transactionsOf(db: object): Map<string, SqlTransaction> {
  const known: Map<string, SqlTransaction> | undefined = Reflect.get(db, KEPT)
  if (known !== undefined) return known
  const transactions = new Map<string, SqlTransaction>()
  Reflect.set(db, KEPT, transactions)
  return transactions
}

/**
 * The transaction that a request is in, for SQL below the collections. Throws without one: what belongs together with a
 * save must never be stored on its own.
 */
export async function transactionOf(scope: {
  readonly payload: Payload
  readonly transactionID?: PayloadRequest['transactionID']
}): Promise<SqlTransaction> {
  const id = await scope.transactionID
  const transaction = transactionsOf(scope.payload.db).get(String(id ?? ''))
  if (transaction === undefined) throw new TransactionLostError('This write must be inside a transaction')
  return transaction
}

/**
 * Payload's own `beginTransaction` swallows a COMMIT that fails, and its `commitTransaction` says nothing when the
 * transaction is gone (a failed read inside it rolls it back): in both cases the save is reported as done and nothing is
 * stored. Here both throw (3.90.2, @payloadcms/drizzle/dist/transactions).
 */
function withReportedCommits(adapter: SQLiteAdapter): SQLiteAdapter {
  const { sessions } = adapter
  const transactions = transactionsOf(adapter)
  const refusals = refusalsOf(adapter)
  const conditions = conditionsOf(adapter)
  const committed = committedOf(adapter)
  const take = async (given: Promise<number | string> | number | string | undefined) => {
    const id = String((await given) ?? '')
    const session = sessions[id]
    const refusal = refusals.get(id)
    const afterwards = committed.get(id) ?? []
    delete sessions[id]
    refusals.delete(id)
    committed.delete(id)
    transactions.delete(id)
    conditions.delete(id)
    return { session, refusal, afterwards }
  }

  adapter.beginTransaction = async () => {
    const required = currentConditions()
    await adapter.initializing
    const id = randomUUID()
    const { session, transaction } = await openSession(adapter)
    sessions[id] = session
    transactions.set(id, transaction)
    conditions.set(id, required)
    return id
  }
  adapter.commitTransaction = async (given) => {
    const id = String((await given) ?? '')
    const unmet = sessions[id] === undefined ? null : await unmetCondition(adapter, id)
    const { session, refusal = unmet, afterwards } = await take(given)
    if (session === undefined)
      throw new TransactionLostError('Nothing was saved: the transaction was rolled back before its end')
    if (refusal !== null) {
      await session.reject()
      throw refusal
    }
    await session.resolve()
    for (const work of afterwards) work()
  }
  adapter.rollbackTransaction = async (given) => {
    const { session } = await take(given)
    await session?.reject()
  }
  return adapter
}

/** Drizzle gives a transaction only inside a callback; this keeps the callback waiting until commit or rollback. */
async function openSession(
  adapter: SQLiteAdapter,
): Promise<{ readonly session: Session; readonly transaction: SqlTransaction }> {
  const rolledBack = new Error('rolled back')
  return new Promise((opened, failed) => {
    const done = adapter.drizzle.transaction(
      (transaction) =>
        new Promise<void>((finish, abandon) => {
          const session: Session = {
            // Payload's type covers every dialect and leaves out the schema; it hands this same object on.
            db: transaction as unknown as Session['db'],
            resolve: () => {
              finish()
              return done
            },
            reject: () => {
              abandon(rolledBack)
              return done.catch((error: unknown) => {
                if (error !== rolledBack) throw error
              })
            },
          }
          opened({ session, transaction })
        }),
    )
    done.catch(failed)
  })
}
