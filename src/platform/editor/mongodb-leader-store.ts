import { ObjectId } from 'mongodb'
import { LEASES, LEASE_ID } from '../lease'
import { JobDoneError, LeaseLostError, type LeaderStore } from './leader-store'
import { mongodbTransactionOf } from './mongodb-transactions'

type LeaseDocument = { readonly _id: string }
type JobDocument = { readonly _id: string | ObjectId }

/**
 * Writers overlap here: each transaction of a leader writes into the lease, so that one which began before a later term
 * conflicts with the taking of it instead of committing after it.
 */
export const mongodbLeaderStore: LeaderStore = {
  assertLeads: async (leadership, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    const { matchedCount } = await db
      .collection<LeaseDocument>(LEASES)
      .updateOne(
        { _id: LEASE_ID, holder: leadership.holder, term: leadership.term },
        { $inc: { transactions: 1 } },
        { ...(session && { session }) },
      )
    if (matchedCount === 0) throw new LeaseLostError(leadership)
  },

  finishJob: async (jobId, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    // Payload gives the ids of its own collections itself, as the engine's kind of id.
    const ids: (string | ObjectId)[] = ObjectId.isValid(jobId) ? [jobId, new ObjectId(jobId)] : [jobId]
    const { matchedCount } = await db
      .collection<JobDocument>('payload-jobs')
      .updateOne(
        { _id: { $in: ids }, completedAt: null },
        { $set: { completedAt: new Date() } },
        { ...(session && { session }) },
      )
    if (matchedCount === 0) throw new JobDoneError(jobId)
  },
}
