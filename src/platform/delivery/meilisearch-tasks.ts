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

type Waiter = { readonly ended: (task: Task) => void; readonly failed: (error: unknown) => void }

/**
 * Waits until a task of the engine has ended, whether well or not; throws when the engine cannot be asked, or ends none for
 * three minutes. One look serves all who wait: hundreds of tasks wait while indexes are built, and a look for each would
 * keep the engine from its work.
 */
export function taskWatch(client: Pick<Meilisearch, 'tasks'>): (uid: number) => Promise<Task> {
  const waiting = new Map<number, Waiter>()
  let isLooking = false

  const look = async (): Promise<boolean> => {
    const uids = [...waiting.keys()].slice(0, MOST_AT_ONCE)
    const { results } = await client.tasks.getTasks({ uids, limit: uids.length })
    const ended = results.filter(({ status }) => status !== 'enqueued' && status !== 'processing')
    for (const task of ended) {
      waiting.get(task.uid)?.ended(task)
      waiting.delete(task.uid)
    }
    return ended.length > 0
  }
  const lookUntilAllEnded = async () => {
    isLooking = true
    let pause = SHORTEST_PAUSE_MS
    let lastEnd = performance.now()
    try {
      while (waiting.size > 0) {
        if (await look()) {
          pause = SHORTEST_PAUSE_MS
          lastEnd = performance.now()
        } else if (performance.now() - lastEnd > LONGEST_STANDSTILL_MS) {
          throw new SearchEngineError(
            'task_failed',
            `Meilisearch did not end task ${firstOf(waiting)} in time.`,
          )
        }
        if (waiting.size > 0) await wait(pause)
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
      }
    } catch (error) {
      for (const { failed } of waiting.values()) failed(error)
      waiting.clear()
    } finally {
      isLooking = false
    }
  }

  return (uid) =>
    new Promise((ended, failed) => {
      waiting.set(uid, { ended, failed })
      if (!isLooking) void lookUntilAllEnded()
    })
}

const firstOf = (waiting: ReadonlyMap<number, Waiter>): number | undefined => waiting.keys().next().value
