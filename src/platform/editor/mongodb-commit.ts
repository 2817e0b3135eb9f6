import type { ClientSession, Db } from 'mongodb'
import { CommitUnknownError, ConflictError, hasLabel } from './conflicts'

/** A row per transaction that did something, written inside it: whether it is there tells whether the transaction is. */
export const COMMIT_MARKS = 'commit-marks'

export type CommitSettings = {
  /** How long an answer is asked for when the connection broke. */
  readonly limitMs: number
  readonly pauseMs: number
}

const COMMIT_SETTINGS: CommitSettings = { limitMs: 20_000, pauseMs: 100 }

/**
 * Commits, and finds out whether it did when the answer gets lost. Asking to commit again is safe. What is not safe is to
 * believe a refusal: the driver itself asks once more when the connection breaks, and a server that remembers no committed
 * transactions then answers that it knows none. So the mark decides.
 * Throws a ConflictError when nothing was stored, and CommitUnknownError when nobody can tell.
 */
export async function commitForSure(
  { session, db, id }: { readonly session: ClientSession; readonly db: Db; readonly id: string },
  { limitMs, pauseMs }: CommitSettings = COMMIT_SETTINGS,
): Promise<void> {
  // Begun and never used, as Payload does for a forgotten password: there is nothing to commit.
  if (!session.transaction.isStarting) await marks(db).insertOne({ _id: id, at: new Date() }, { session })
  const deadline = Date.now() + limitMs
  let isInDoubt = false
  for (;;) {
    try {
      return await session.commitTransaction()
    } catch (error) {
      if (!hasLabel(error, 'UnknownTransactionCommitResult')) {
        if (await isStored(db, id)) return
        throw isInDoubt ? new ConflictError('The transaction was not stored', { cause: error }) : error
      }
      isInDoubt = true
      if (Date.now() >= deadline) throw new CommitUnknownError(error)
    }
    await new Promise((resume) => setTimeout(resume, pauseMs))
  }
}

/** Changes the mark, because the answer to a write of the majority says that everything before it is there to stay. */
async function isStored(db: Db, id: string): Promise<boolean> {
  try {
    const mark = await marks(db).updateOne(
      { _id: id },
      { $set: { askedAt: new Date() } },
      { writeConcern: { w: 'majority' } },
    )
    return mark.matchedCount > 0
  } catch (error) {
    throw new CommitUnknownError(error)
  }
}

type Mark = { readonly _id: string; readonly at: Date; readonly askedAt?: Date }
const marks = (db: Db) => db.collection<Mark>(COMMIT_MARKS)
