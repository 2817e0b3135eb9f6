import { commitTransaction, createLocalReq, initTransaction, killTransaction, type Payload } from 'payload'
import { retryConflicts } from './conflicts'
import { recordFailure, runBatch } from './follow-up-batch'
import type { FollowUp, ItemRef, Scope } from './publication-store'
import { publishItems, type PublishingParts } from './publish-items'
import { takingTurns } from './taking-turns'

export type FollowUpSettings = {
  readonly batchSize: number
  readonly pollMs: number
  /** First pause after a batch that failed; it doubles with each failure up to `longestPauseMs`. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** How often items that failed are tried again, and items with changes to come are planned further ahead. */
  readonly reviewMs: number
}

export const FOLLOW_UP_SETTINGS: FollowUpSettings = {
  batchSize: 50,
  pollMs: 250,
  firstPauseMs: 1_000,
  longestPauseMs: 5 * 60_000,
  reviewMs: 6 * 3_600_000,
}

export type FollowUpRunner = {
  /** Works until nothing is left that may run now. */
  drain(): Promise<void>
  /** Ends after the batch under way. */
  stop(): Promise<void>
}

/** Items planned further ahead in one transaction: it comes at a start, when others have much to write. */
const PLANNED_AT_ONCE = 10

/** Finished follow-ups that are kept for the editors to look at. */
const KEPT_FINISHED = 200

/**
 * Works off the queue of follow-ups: each batch compiles some users of a target again and moves the cursor in the same
 * transaction. A crash loses at most a batch that left nothing behind. A second runner (another process on the same file)
 * can only do the batch that comes next: SQLite lets one of them write, and the other then reads the new cursor.
 * That is the lease on SQLite; where writers overlap, one leader runs this. Follow-ups take turns, so that an edit does not wait
 * until all that came before it is through.
 */
export function followUpRunner(
  payload: Payload,
  parts: PublishingParts,
  settings: FollowUpSettings = FOLLOW_UP_SETTINGS,
): FollowUpRunner {
  const nextOf = takingTurns<FollowUp>()
  const pausedUntil = new Map<string, number>()
  let reviewedAt: number | null = null
  let stopping = false
  let timer: NodeJS.Timeout | undefined

  const step = async (): Promise<boolean> => {
    const open = await parts.store.openFollowUps(payload)
    const next = nextOf(open.filter((followUp) => (pausedUntil.get(followUp.id) ?? 0) <= Date.now()))
    if (next === undefined) return false
    try {
      await inTransaction(payload, (scope) => runBatch(next.id, settings.batchSize, parts, scope))
      pausedUntil.delete(next.id)
    } catch (error) {
      payload.logger.error({ err: error, msg: 'A batch of follow-ups failed', followUpId: next.id })
      const pauseMs = Math.min(settings.firstPauseMs * 2 ** next.attempts, settings.longestPauseMs)
      pausedUntil.set(next.id, Date.now() + pauseMs)
      const reason = error instanceof Error ? error.message : String(error)
      await inTransaction(payload, (scope) => recordFailure(next.id, reason, parts, scope))
    }
    return true
  }

  const review = async () => {
    if (reviewedAt !== null && Date.now() - reviewedAt < settings.reviewMs) return
    reviewedAt = Date.now()
    await inTransaction(payload, async (scope) => {
      await parts.store.forgetFinished(KEPT_FINISHED, scope)
      await parts.store.reopenFailed(scope)
    })
    await planFurther()
  }

  /** A plan reaches a limited number of changes ahead; this lets it reach further as they come. */
  const planFurther = async () => {
    const { batchSize: limit } = settings
    let after: ItemRef | null = null
    while (!stopping) {
      const page: readonly ItemRef[] = await inTransaction(payload, (scope) =>
        parts.store.itemsWithChangesToCome({ at: parts.clock(), after, limit }, scope),
      )
      for (let start = 0; start < page.length && !stopping; start += PLANNED_AT_ONCE)
        await inTransaction(payload, (scope) => planAgain(page.slice(start, start + PLANNED_AT_ONCE), scope))
      after = page.at(-1) ?? null
      if (page.length < limit) return
    }
  }
  const planAgain = async (items: readonly ItemRef[], scope: Scope) => {
    for (const outcome of await publishItems(items, parts, scope, 'last')) {
      if (outcome.othersFollow) await parts.store.queueFollowUp(outcome.ref, scope)
      const { ref, name, problems, defect } = outcome
      if (problems.length > 0 || defect !== null)
        payload.logger.warn({ msg: 'Changes to come cannot be planned again', ref, name, problems, defect })
    }
  }

  const drain = async () => {
    while (!stopping && (await step())) continue
  }

  const work = async () => {
    let pauseMs = settings.pollMs
    try {
      await review()
      await drain()
    } catch (error) {
      payload.logger.error({ err: error, msg: 'Follow-ups cannot be worked off' })
      pauseMs = Math.max(settings.pollMs, settings.firstPauseMs)
    }
    if (!stopping) timer = setTimeout(poll, pauseMs)
  }
  let working: Promise<void> = Promise.resolve()
  const poll = () => {
    working = work()
  }
  poll()

  return {
    drain: async () => {
      await working
      await drain()
    },
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await working
    },
  }
}

/** A transaction of our own, for work that no request asked for; begun anew when it conflicts with another writer. */
export const inTransaction = <T>(payload: Payload, work: (scope: Scope) => Promise<T>): Promise<T> =>
  retryConflicts(() => inOneTransaction(payload, work))

async function inOneTransaction<T>(payload: Payload, work: (scope: Scope) => Promise<T>): Promise<T> {
  const req = await createLocalReq({}, payload)
  await initTransaction(req)
  try {
    const result = await work(req)
    await commitTransaction(req)
    return result
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}
