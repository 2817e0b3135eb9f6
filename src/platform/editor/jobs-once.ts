import type { SanitizedConfig, TaskHandler } from 'payload'
import { underCondition } from './commit-conditions'
import type { LeaderStore } from './leader-store'

/**
 * Lets a job note that it is done in the transaction in which it does it. Payload (3.90.2) notes it afterwards: a worker
 * that dies in between does the job once more, and an unpublication would then undo what an editor did since.
 */
export function withJobsOnce(
  config: SanitizedConfig,
  store: Pick<LeaderStore, 'finishJob'>,
): SanitizedConfig {
  // New tasks: our own is one for all configurations that this process makes, and must not be wrapped twice.
  const tasks = (config.jobs.tasks ?? []).map((task) => {
    const { handler } = task
    return typeof handler === 'function' ? { ...task, handler: notedOnce(handler, store) } : task
  })
  return { ...config, jobs: { ...config.jobs, tasks } }
}

type Handler = TaskHandler<string>

function notedOnce(handler: Handler, store: Pick<LeaderStore, 'finishJob'>): Handler {
  // Every time that its transaction begins anew, because the note was rolled back with the rest.
  return (args) =>
    underCondition(
      (scope) => store.finishJob(String(args.job.id), scope),
      () => handler(args),
    )
}
