import type { Payload } from 'payload'
import { inTransaction } from './follow-ups'
import { HELD_UP } from './planned-publication'
import { rowOf, textOf } from './raw-row'

const PERIOD_MS = 5_000
const JOBS_AT_ONCE = 50

export type ScheduledPublishing = { stop(): Promise<void> }

/**
 * Runs Payload's jobs: publishing and unpublishing at a time that an editor chose. Payload's own `autoRun` starts only when
 * somebody visits, and two runs that overlap do a job twice; here one run follows the other, in the process that leads.
 */
export function runScheduledPublishing(payload: Payload, periodMs = PERIOD_MS): ScheduledPublishing {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> = Promise.resolve()

  const run = async () => {
    try {
      await freeInterrupted(payload)
      await letRunAgain(payload)
      await payload.jobs.run({
        allQueues: true,
        limit: JOBS_AT_ONCE,
        sequential: true,
        silent: { error: false, info: true },
      })
    } catch (error) {
      payload.logger.error({ err: error, msg: 'Scheduled publishing failed' })
    }
    if (!stopping) timer = setTimeout(poll, periodMs)
  }
  const poll = () => {
    working = run()
  }

  if (payload.config.jobs.enabled) poll()
  return {
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await working
    },
  }
}

/** Plans that the database held up are due as before: they were acknowledged, and nothing speaks against them. */
export async function letRunAgain(payload: Payload): Promise<void> {
  const { docs } = await payload.find({
    collection: 'payload-jobs',
    where: { hasError: { equals: true } },
    select: { error: true },
    depth: 0,
    pagination: false,
  })
  const ids = docs
    .filter(({ error }) => textOf(rowOf(error)['message'])?.startsWith(HELD_UP) === true)
    .map(({ id }) => id)
  if (ids.length === 0) return
  await inTransaction(payload, async (scope) => {
    await payload.db.updateJobs({
      data: { hasError: false, error: null },
      where: { id: { in: ids } },
      returning: false,
      req: scope,
    })
  })
}

/**
 * A job that was under way when the process died, or when the database went away, stays marked so for ever (3.90.2), and would
 * never run again. One that had done its work by then is noted as done (`jobs-once.ts`) and goes. Between two runs none is
 * under way.
 */
async function freeInterrupted(payload: Payload): Promise<void> {
  const isDone = { completedAt: { exists: true } }
  const isUnderWay = { processing: { equals: true } }
  const { totalDocs } = await payload.count({
    collection: 'payload-jobs',
    where: { or: [isDone, isUnderWay] },
  })
  if (totalDocs === 0) return
  await inTransaction(payload, async (scope) => {
    await payload.db.deleteMany({ collection: 'payload-jobs', where: isDone, req: scope })
    await payload.db.updateJobs({
      data: { processing: false },
      where: isUnderWay,
      returning: false,
      req: scope,
    })
  })
}
