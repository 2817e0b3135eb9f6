import { sql } from '@payloadcms/db-sqlite'
import { JobDoneError, LeaseLostError, type LeaderStore } from './leader-store'
import { transactionOf } from './sqlite-database'

/** SQLite has one writer, and a transaction that has begun is it: what it reads here still holds when it commits. */
export const sqliteLeaderStore: LeaderStore = {
  assertLeads: async (leadership, scope) => {
    const transaction = await transactionOf(scope)
    const rows = await transaction.all(sql`
      SELECT 1 FROM leases WHERE holder = ${leadership.holder} AND term = ${leadership.term}`)
    if (rows.length === 0) throw new LeaseLostError(leadership)
  },

  finishJob: async (jobId, scope) => {
    const transaction = await transactionOf(scope)
    const now = new Date().toISOString()
    const rows = await transaction.all(sql`
      UPDATE payload_jobs SET completed_at = ${now} WHERE id = ${jobId} AND completed_at IS NULL RETURNING id`)
    if (rows.length === 0) throw new JobDoneError(jobId)
  },
}
