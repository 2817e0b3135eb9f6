import type { ClientSession, Db } from 'mongodb'
import { SLUGS } from '../../../collections/slugs'
import type { Instant } from '../../kernel'
import type { LineDocument } from '../log-document'

export const COUNTERS = 'counters'

type Counter = {
  readonly _id: 'log'
  readonly seq: number
  readonly recordedAt: string
  /** The last transaction that took it before it began. */
  readonly heldBy?: string
}

/**
 * One document holds the last number, and every publisher writes it inside its transaction. So two of them conflict there
 * and the later one begins anew, after the first has committed: numbers follow the order of commits, an aborted one leaves
 * no gap, and nobody sees a number before all lower ones. Time never runs back along the log, whatever the clock does.
 */
export async function takeNumbers(
  db: Db,
  session: ClientSession,
  count: number,
  recordedAt: Instant,
): Promise<{ readonly first: number; readonly recordedAt: string }> {
  const counter = await counters(db).findOneAndUpdate(
    { _id: 'log' },
    { $inc: { seq: count }, $max: { recordedAt } },
    { session, returnDocument: 'after', upsert: true },
  )
  if (counter === null) throw new Error('The counter of the log gave no number')
  return { first: counter.seq - count + 1, recordedAt: counter.recordedAt }
}

/** From here to the end of the transaction no other publisher can take a number. Conflicts while another one does. */
export async function holdLog(db: Db, session: ClientSession, transactionId: string): Promise<void> {
  await counters(db).updateOne({ _id: 'log' }, { $set: { heldBy: transactionId } }, { session })
}

/** Numbers that were restored or written elsewhere are never given out again. */
export async function settleCounter(db: Db): Promise<void> {
  const [last] = await db
    .collection<LineDocument>(SLUGS.publications)
    .find({}, { projection: { seq: 1, recordedAt: 1 } })
    .sort({ seq: -1 })
    .limit(1)
    .toArray()
  await counters(db).updateOne(
    { _id: 'log' },
    { $max: { seq: last?.seq ?? 0, recordedAt: last?.recordedAt ?? '' } },
    { upsert: true },
  )
}

const counters = (db: Db) => db.collection<Counter>(COUNTERS)
