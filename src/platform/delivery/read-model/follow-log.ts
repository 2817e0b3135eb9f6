import { setImmediate } from 'node:timers/promises'
import type { ItemKind, Locale } from '../../../catalogue'
import type { Clock, Instant } from '../../../kernel'
import type { LogEntry, LogReader } from '../../../publications'
import type { Shelf } from './shelf'
import { standingItems } from './standing-items'

export type FollowerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'following'; readonly since: Instant }
  /** The log cannot be read: readers get what was read before. */
  | { readonly kind: 'failing'; readonly since: Instant; readonly reason: string }

/** Keeps the items in memory up to date with the log and the clock. */
export type Follower = {
  /** Begins to poll; the first pass is done when the promise ends. Never throws: failures show in `state`. */
  start(): Promise<void>
  stop(): Promise<void>
  /** One pass over what the log has more, and over what took effect meanwhile. */
  pass(): Promise<void>
  readonly shelf: (kind: ItemKind, locale: Locale) => Shelf
  readonly revision: () => number
  readonly builtAt: () => Instant
  readonly state: () => FollowerState
  /** Lines that were published ahead and wait for their moment. */
  readonly waiting: () => number
  /** How often the log was looked at. */
  readonly passes: () => number
  /** Time since all that stood in the log was read; grows while it cannot be, or while reading goes on. */
  readonly lagMs: () => number
}

const POLL_MS = 100
const BATCH = 200

export function followLog({
  log,
  clock,
  onError,
  onEntry = () => {},
}: {
  readonly log: Pick<LogReader, 'head' | 'after' | 'standing'>
  readonly clock: Clock
  readonly onError: (error: unknown) => void
  /** Hears of each new line that was taken in while following. */
  readonly onEntry?: (entry: LogEntry, now: Instant) => void
}): Follower {
  let items = standingItems()
  let position = 0
  let builtAt = clock()
  let state: FollowerState = { kind: 'starting' }
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let isStopped = false
  let passes = 0
  let upToDateAt = performance.now()

  const rebuild = async () => {
    const head = await log.head()
    const now = clock()
    const fresh = standingItems()
    for (const entry of await log.standing(now)) fresh.take(entry, now)
    fresh.prepare()
    items = fresh
    position = head
    builtAt = clock()
  }
  const advance = async (head: number) => {
    while (position < head) {
      const entries = await log.after(position, BATCH)
      const last = entries.at(-1)
      if (!last) return
      const now = clock()
      for (const entry of entries) items.take(entry, now)
      position = last.seq
      builtAt = now
      for (const entry of entries) onEntry(entry, now)
      // A long way behind: let waiting readers through between two batches.
      if (position < head) await setImmediate()
    }
  }
  const step = async () => {
    try {
      const head = await log.head()
      // A shorter log is another log: a backup was put back. Nothing of the old one may stay.
      if (state.kind === 'starting' || head < position) await rebuild()
      else await advance(head)
      const now = clock()
      if (items.switchAt(now) > 0) builtAt = now
      if (state.kind !== 'following') state = { kind: 'following', since: now }
      upToDateAt = performance.now()
    } catch (error) {
      if (state.kind === 'failing') return
      // A follower that never started stays so, because it has still to build everything.
      const reason = error instanceof Error ? error.message : String(error)
      if (state.kind !== 'starting') state = { kind: 'failing', since: clock(), reason }
      onError(error)
    }
  }
  const pass = () => {
    running ??= step().finally(() => {
      running = null
      passes += 1
    })
    return running
  }
  const schedule = () => {
    if (isStopped) return
    timer = setTimeout(() => void pass().then(schedule), POLL_MS)
    timer.unref()
  }

  return {
    async start() {
      await pass()
      schedule()
    },
    async stop() {
      isStopped = true
      if (timer) clearTimeout(timer)
      await running
    },
    pass,
    shelf: (kind, locale) => items.shelf(kind, locale),
    revision: () => position,
    builtAt: () => builtAt,
    state: () => state,
    waiting: () => items.waiting(),
    passes: () => passes,
    lagMs: () => performance.now() - upToDateAt,
  }
}
