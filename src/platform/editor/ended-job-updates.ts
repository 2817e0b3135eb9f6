import type { BaseDatabaseAdapter } from 'payload'

/**
 * Payload begins a transaction to note what became of a job and, when that fails, leaves it open (3.90.2,
 * payload/dist/queues/utilities/updateJob): on SQLite no process could write any more. It fails for a job whose row is gone, such
 * as one that another worker took over from a leader that slept.
 */
export function endJobUpdates(
  adapter: Pick<BaseDatabaseAdapter, 'updateJobs' | 'rollbackTransaction'>,
): void {
  const { updateJobs } = adapter
  adapter.updateJobs = async function (args) {
    try {
      return await updateJobs.call(this, args)
    } catch (error) {
      const transactionID = await args.req?.transactionID
      if (transactionID !== undefined) await adapter.rollbackTransaction(transactionID)
      throw error
    }
  }
}
