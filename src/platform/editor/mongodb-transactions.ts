import { randomUUID } from 'node:crypto'
import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import type { ClientSession, Db, MongoClient } from 'mongodb'
import type { Payload, PayloadRequest } from 'payload'
import { conditionsOf, currentConditions, unmetCondition } from './commit-conditions'
import { atEndOfAttempt, isConflict, isDoneAgain, notedFault, noteFault } from './conflicts'
import { commitForSure } from './mongodb-commit'
import { holdLog } from './mongodb-counter'
import { type Isolation, transactionOptions } from './mongodb-probe'
import { isPassing } from './passing-faults'
import { politeQueue, type PoliteQueue } from './polite-queue'
import { committedOf, refusalsOf, TransactionLostError } from './transactions'

type Open = { readonly session: ClientSession | null; readonly endTurn: () => void }
type Adapter = Pick<
  MongooseAdapter,
  'beginTransaction' | 'commitTransaction' | 'rollbackTransaction' | 'payload'
>

// On the adapter and not in this module: Next's bundles each have a copy of the module, and share one Payload.
const OPEN = Symbol.for('antwoordcatalogus.mongodbTransactions')
const ENDED_REMEMBERED = 2_000

function openOf(db: object): Map<string, Open> {
  const known: Map<string, Open> | undefined = Reflect.get(db, OPEN)
  if (known !== undefined) return known
  const open = new Map<string, Open>()
  Reflect.set(db, OPEN, open)
  return open
}

/**
 * The transaction that a request is in, for writes below the collections. Throws without one: what belongs together with a
 * save must never be stored on its own. The session is undefined only on a database without transactions.
 */
export async function mongodbTransactionOf(scope: {
  readonly payload: Payload
  readonly transactionID?: PayloadRequest['transactionID']
}): Promise<{ readonly db: Db; readonly session: ClientSession | undefined }> {
  const open = openOf(scope.payload.db).get(String((await scope.transactionID) ?? ''))
  if (open === undefined) throw new TransactionLostError('This write must be inside a transaction')
  return { db: databaseOf(scope.payload), session: open.session ?? undefined }
}

export function databaseOf(payload: Payload): Db {
  const { db } = payload.db.connection
  if (db === undefined) throw new Error('The connection to MongoDB is closed')
  return db
}

export type TransactionSettings = {
  readonly client: MongoClient
  readonly db: Db
  readonly isolation: Isolation
  /** How long a transaction waits for the one before it in this process. */
  readonly patienceMs?: number
}

/**
 * Transactions that say so when they fail. Payload's own `commitTransaction` says nothing when the transaction is gone, and
 * its writes go on outside one that was rolled back (3.90.2, @payloadcms/db-mongodb): in both cases a save is reported as
 * done and its parts are not. Where the database keeps no transactions, they are at least one after the other.
 */
export function keepTransactions(adapter: Adapter, settings: TransactionSettings): void {
  const { client, db, isolation } = settings
  const patienceMs = settings.patienceMs ?? (isolation === 'snapshot' ? 3_000 : 30_000)
  const queue: PoliteQueue = politeQueue({ patienceMs })
  const open = openOf(adapter)
  const refusals = refusalsOf(adapter)
  const conditions = conditionsOf(adapter)
  const committed = committedOf(adapter)
  const { sessions, markEnded } = watchedSessions()
  // Its type is that of both engines' sessions at once.
  Reflect.set(adapter, 'sessions', sessions)

  const take = async (given: Promise<number | string> | number | string | undefined) => {
    const id = String((await given) ?? '')
    const transaction = open.get(id)
    const refusal = refusals.get(id)
    const afterwards = committed.get(id) ?? []
    open.delete(id)
    refusals.delete(id)
    committed.delete(id)
    conditions.delete(id)
    markEnded(id)
    return { id, transaction, refusal, afterwards }
  }

  adapter.beginTransaction = async () => {
    const required = currentConditions()
    const endTurn = await queue.turn()
    const id = randomUUID()
    conditions.set(id, required)
    // A login that conflicts forgets its own (3.90.2).
    atEndOfAttempt(() => adapter.rollbackTransaction(id))
    if (isolation === 'none') {
      open.set(id, { session: null, endTurn })
      return id
    }
    const session = isDoneAgain()
      ? await openHoldingLog({ client, db, isolation, id })
      : openSession(client, isolation)
    sessions[id] = session
    open.set(id, { session, endTurn })
    return id
  }
  adapter.commitTransaction = async (given) => {
    const begun = String((await given) ?? '')
    // A bulk update swallows what went wrong with one of its documents, and must not store half of it.
    const unmet = notedFault() ?? (open.has(begun) ? await unmetCondition(adapter, begun) : null)
    const { id, transaction, refusal = unmet ?? undefined, afterwards } = await take(begun)
    if (transaction === undefined)
      throw new TransactionLostError('Nothing was saved: the transaction was rolled back before its end')
    const { session, endTurn } = transaction
    try {
      if (refusal !== undefined) {
        await abort(session)
        throw refusal
      }
      if (session !== null) await commitForSure({ session, db, id })
    } catch (error) {
      if (isPassing(error)) noteFault(error)
      throw error
    } finally {
      endTurn()
      await session?.endSession()
    }
    for (const work of afterwards) work()
  }
  adapter.rollbackTransaction = async (given) => {
    const { transaction } = await take(given)
    if (transaction === undefined) return
    await abort(transaction.session)
    transaction.endTurn()
    await transaction.session?.endSession()
  }
}

function openSession(client: MongoClient, isolation: Exclude<Isolation, 'none'>): ClientSession {
  const session = client.startSession({ causalConsistency: false })
  session.startTransaction(transactionOptions(isolation))
  return session
}

const HOLD_LIMIT_MS = 15_000
const HOLD_PAUSE_MS = 20

/**
 * A transaction that begins by writing the document which every publisher writes at its end. Who conflicted before waits
 * here, cheaply, until the others have ended, and is then sure that no publisher comes first again.
 */
async function openHoldingLog(part: {
  readonly client: MongoClient
  readonly db: Db
  readonly isolation: Exclude<Isolation, 'none'>
  readonly id: string
}): Promise<ClientSession> {
  const deadline = Date.now() + HOLD_LIMIT_MS
  for (;;) {
    const session = openSession(part.client, part.isolation)
    try {
      await holdLog(part.db, session, part.id)
      return session
    } catch (error) {
      await abort(session)
      await session.endSession()
      if (!isConflict(error) || Date.now() >= deadline) throw error
    }
    await new Promise((resume) => setTimeout(resume, HOLD_PAUSE_MS * (0.5 + Math.random())))
  }
}

/** The server aborts by itself what it does not hear of again, so that an abort which does not arrive loses nothing. */
async function abort(session: ClientSession | null): Promise<void> {
  if (session?.inTransaction() === true) await session.abortTransaction().catch(() => undefined)
}

/** Sessions by transaction, as Payload looks them up; asking for one that has ended throws instead of writing outside it. */
function watchedSessions() {
  const ended = new Set<string>()
  const markEnded = (id: string) => {
    delete sessions[id]
    ended.add(id)
    const [oldest] = ended
    if (ended.size > ENDED_REMEMBERED && oldest !== undefined) ended.delete(oldest)
  }
  const sessions = new Proxy<Record<number | string, ClientSession>>(
    {},
    {
      get: (target, id) => {
        const session: unknown = Reflect.get(target, id)
        if (session === undefined && typeof id === 'string' && ended.has(id))
          throw new TransactionLostError('The transaction has already ended')
        return session
      },
    },
  )
  return { sessions, markEnded }
}
