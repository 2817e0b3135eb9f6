import {
  type Lease,
  type Leadership,
  type LeaseSettings,
  LEASE_SETTINGS,
  nextStep,
  type Watch,
  watched,
} from './lease'
import type { LeaseStore } from './lease-store'

/** Hears of every change of who leads; null: not this node. Calls follow each other, also when one takes its time. */
export type LeadershipListener = (leadership: Leadership | null) => Promise<void>

/** Where a node's leadership comes from. */
export type LeadershipSource = {
  current(): Leadership | null
  /** Tells the listener that it is over, waits until it has ended its work, and gives the lease back. */
  stop(): Promise<void>
}

export type LeaseKeeperOptions = {
  readonly store: LeaseStore
  /** Name of this process among all that share the database. */
  readonly node: string
  readonly onChange: LeadershipListener
  /** Hears of every failure that is not a repetition of the last. */
  readonly onError?: (error: unknown) => void
  readonly settings?: LeaseSettings
  /** The clock, in milliseconds. */
  readonly nowMs?: () => number
  /** A stopwatch, in milliseconds. */
  readonly elapsedMs?: () => number
}

/** Takes the lease when it is free, and keeps it while this process lives and the database answers. */
export function leaseKeeper(options: LeaseKeeperOptions): LeadershipSource {
  const { store, node, settings = LEASE_SETTINGS, nowMs = Date.now } = options
  const elapsedMs = options.elapsedMs ?? (() => performance.now())
  const listener = inOrder(options)
  let leads: Leadership | null = null
  let renewedAtMs = -Infinity
  let watch: Watch | null = null
  let lastProblem = ''
  let stopping = false
  let timer: NodeJS.Timeout | undefined

  const change = (next: Leadership | null) => {
    if (leads?.term === next?.term) return
    leads = next
    listener.tell(next)
  }
  const step = async () => {
    // Before the look: what the others see is at least this old when they take over.
    const startedMs = elapsedMs()
    watch = watched(watch, await store.read(), elapsedMs())
    const next = nextStep({
      node,
      leads,
      watch,
      elapsedMs: elapsedMs(),
      nowMs: nowMs(),
      ttlMs: settings.ttlMs,
    })
    if (next.kind === 'wait') return change(null)
    if (!(await store.swap(watch.lease, next.lease))) return change(null)
    watch = watched(watch, next.lease, elapsedMs())
    renewedAtMs = startedMs
    change({ holder: node, term: next.lease.term })
  }
  const turn = async () => {
    try {
      await step()
      lastProblem = ''
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      if (problem !== lastProblem) options.onError?.(error)
      lastProblem = problem
    }
    // Nobody may take over before that, so this node must not go on after it.
    if (elapsedMs() - renewedAtMs >= settings.ttlMs) change(null)
    if (!stopping) timer = setTimeout(begin, leads === null ? settings.pollMs : settings.beatMs)
  }
  let running: Promise<void> = Promise.resolve()
  const begin = () => {
    running = turn()
  }
  begin()

  return {
    current: () => leads,
    async stop() {
      stopping = true
      clearTimeout(timer)
      await running
      const last: Lease | null = watch?.lease ?? null
      const led = leads
      change(null)
      await listener.done()
      // Failing that, the next leader waits until it has run out.
      if (led !== null && last !== null) await store.swap(last, { ...last, holder: null }).catch(() => false)
    },
  }
}

/** Looks at a lease that another process of the same node keeps: the editor's process beside its front. */
export function leaseWatcher(
  options: Pick<LeaseKeeperOptions, 'store' | 'node' | 'onChange' | 'onError' | 'settings'>,
): LeadershipSource {
  const { store, node, settings = LEASE_SETTINGS } = options
  const listener = inOrder(options)
  let leads: Leadership | null = null
  let stopping = false
  let timer: NodeJS.Timeout | undefined

  const look = async () => {
    // What cannot be read has not changed; and what a leader of before writes is refused in any case.
    const found = await store.read().catch(() => leads && { ...leads })
    const next = found?.holder === node ? { holder: node, term: found.term } : null
    if (!stopping && next?.term !== leads?.term) {
      leads = next
      listener.tell(next)
    }
    if (!stopping) timer = setTimeout(begin, settings.pollMs)
  }
  let running: Promise<void> = Promise.resolve()
  const begin = () => {
    running = look()
  }
  begin()

  return {
    current: () => leads,
    async stop() {
      stopping = true
      clearTimeout(timer)
      await running
      if (leads !== null) listener.tell(null)
      leads = null
      await listener.done()
    },
  }
}

function inOrder({ onChange, onError }: Pick<LeaseKeeperOptions, 'onChange' | 'onError'>) {
  let last: Promise<void> = Promise.resolve()
  return {
    tell(leadership: Leadership | null) {
      last = last.then(() => onChange(leadership)).catch((error: unknown) => onError?.(error))
    },
    done: () => last,
  }
}
