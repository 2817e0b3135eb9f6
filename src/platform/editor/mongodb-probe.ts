import { randomUUID } from 'node:crypto'
import type { Db, MongoClient, TransactionOptions } from 'mongodb'

/** What the database can promise, found by trying. */
export type Isolation =
  /** Transactions that see one moment, and conflict when two write the same. */
  | 'snapshot'
  /** Transactions that hold together, but may see what others commit meanwhile (DocumentDB). */
  | 'weaker'
  | 'none'

const PROBES = ['transaction-probe-a', 'transaction-probe-b'] as const
const NOT_SUPPORTED = [72, 115, 263]

export const transactionOptions = (isolation: Exclude<Isolation, 'none'>): TransactionOptions => ({
  ...(isolation === 'snapshot' && { readConcern: { level: 'snapshot' } }),
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
})

/**
 * Proves transactions instead of believing the address: writes to two collections in one, aborts it, and looks. Payload
 * itself runs without them, silently, when the address names no replica set (3.90.2).
 */
export async function probeTransactions(client: MongoClient, db: Db): Promise<Isolation> {
  // Not every engine makes a collection inside a transaction.
  for (const name of PROBES) await db.collection(name).deleteMany({ at: { $lt: new Date() } })
  for (const name of PROBES) await db.collection(name).insertOne({ at: new Date() })
  for (const isolation of ['snapshot', 'weaker'] as const) {
    const outcome = await tryOnce(client, db, isolation)
    if (outcome === 'kept together') return isolation
    if (outcome === 'left behind') return 'none'
  }
  return 'none'
}

async function tryOnce(
  client: MongoClient,
  db: Db,
  isolation: Exclude<Isolation, 'none'>,
): Promise<'kept together' | 'left behind' | 'refused'> {
  const session = client.startSession({ causalConsistency: false })
  const probe = randomUUID()
  const at = new Date()
  try {
    session.startTransaction(transactionOptions(isolation))
    for (const name of PROBES) {
      await db.collection(name).insertOne({ probe, at }, { session })
      const seen = await db.collection(name).findOne({ probe }, { session })
      if (seen === null) return 'left behind'
    }
    await session.abortTransaction()
    for (const name of PROBES)
      if ((await db.collection(name).findOne({ probe })) !== null) return 'left behind'
    return 'kept together'
  } catch (error) {
    if (isRefusal(error)) return 'refused'
    throw error
  } finally {
    await session.endSession()
  }
}

/** A server that knows no transactions says so in several ways; one that is away must not be taken for it. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code: unknown = Reflect.get(error, 'code')
  if (typeof code === 'number' && NOT_SUPPORTED.includes(code)) return true
  // A single server answers with code 20; the driver itself complains when the server knows no sessions.
  return (
    /transaction numbers are only allowed|transactions? (are|is) not supported|does not support (sessions|transactions)/i.test(
      error.message,
    ) || error.name === 'MongoCompatibilityError'
  )
}

/** Why the editor does not start, and what to do. */
export class NoTransactionsError extends Error {
  override readonly name = 'NoTransactionsError'
  readonly code = 'transactions_missing'

  constructor(where: string) {
    super(
      `The database at ${where} keeps no transactions: a save that fails halfway would leave halves behind. ` +
        'Make it a replica set (one member is enough: start mongod with --replSet rs0 and run rs.initiate() once) and name ' +
        'it in DATABASE_URL (…?replicaSet=rs0). To try the product without transactions anyway, set PDC_ALLOW_NO_TRANSACTIONS=1.',
    )
  }
}
