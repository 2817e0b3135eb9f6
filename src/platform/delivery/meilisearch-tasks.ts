import { setTimeout as wait } from 'node:timers/promises'
import type { Meilisearch, Task } from 'meilisearch'
import { SearchEngineError } from './search-engine-error'

/** Without one task of all that are waited for ending. */
const LONGEST_STANDSTILL_MS = 180_000
/** Between two looks. */
const SHORTEST_PAUSE_MS = 2
const LONGEST_PAUSE_MS = 32
/** They end about in the order in which they came, so that the first of a long queue are looked at. */
const MOST_AT_ONCE = 100

type Waiter = {
  readonly uid: number
  readonly ended: (task: Task) => void
  readonly failed: (error: unknown) => void
}

/**
 * Waits until a task of the engine has ended, whether well or not; throws when the engine cannot be asked, or ends none for
 * three minutes. One look serves all who wait: hundreds of tasks wait while indexes are built, and a look for each would
 * keep the engine from its work.
 */
export function taskWatch(client: Pick<Meilisearch, 'tasks'>): (uid: number) => Promise<Task> {
  let waiting: readonly Waiter[] = []
  let isLooking = false

  const look = async (): Promise<boolean> => {
    const uids = waiting.slice(0, MOST_AT_ONCE).map(({ uid }) => uid)
    const { results } = await client.tasks.getTasks({ uids, limit: uids.length })
    const ended = new Map(
      results
        .filter(({ status }) => status !== 'enqueued' && status !== 'processing')
        .map((task) => [task.uid, task]),
    )
    const before = waiting
    waiting = before.filter(({ uid }) => !ended.has(uid))
    for (const waiter of before) {
      const task = ended.get(waiter.uid)
      if (task) waiter.ended(task)
    }
    return ended.size > 0
  }
  const lookUntilAllEnded = async () => {
    isLooking = true
    let pause = SHORTEST_PAUSE_MS
    let lastEnd = performance.now()
    try {
      while (waiting.length > 0) {
        if (await look()) {
          pause = SHORTEST_PAUSE_MS
          lastEnd = performance.now()
        } else if (performance.now() - lastEnd > LONGEST_STANDSTILL_MS) {
          throw new SearchEngineError(
            'task_failed',
            `Meilisearch did not end task ${waiting[0]?.uid} in time.`,
          )
        }
        if (waiting.length > 0) await wait(pause)
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
      }
    } catch (error) {
      for (const { failed } of waiting) failed(error)
      waiting = []
    } finally {
      isLooking = false
    }
  }

  return (uid) =>
    new Promise((ended, failed) => {
      waiting = [...waiting, { uid, ended, failed }]
      if (!isLooking) void lookUntilAllEnded()
    })
}
