import { instantOf, type Clock } from '../../kernel'
import type { LogReader } from '../../publications'
import type { SearchStatus } from '../../search/port'
import type { SynonymEntry } from '../../search/synonyms'
import type { SearchEngine } from './meilisearch-engine'
import { openSession, type Session } from './search-follower-session'

/** Keeps the search indexes up to date with the log and the clock. One per catalogue: it is the only one that writes. */
export type SearchFollower = {
  /** Begins to follow. Failures never end it: they show in `status`, and it tries again. */
  start(): void
  stop(): Promise<void>
  status(): SearchStatus
  /** Builds all indexes anew beside those in use, which are followed meanwhile, and lets searches read them when done. */
  rebuild(): void
  /** True from the request until the building has begun. */
  isRebuildPending(): boolean
}

export type SearchFollowerOptions = {
  readonly log: LogReader
  readonly engine: SearchEngine
  readonly loadSynonyms: () => Promise<readonly SynonymEntry[]>
  readonly clock?: Clock
  readonly pollMs?: number
  /** True when nobody publishes meanwhile: building may then take its work in large pieces. */
  readonly isAlone?: boolean
  /** Hears of every failure that is not a repetition of the last. */
  readonly onError?: (error: unknown) => void
}

const LONGEST_BACK_OFF_MS = 2000
/** Readers may see something older for so long after publishing (invariant I2). */
const LAST_MOMENTS_MS = 2000

export function searchFollower({
  log,
  engine,
  loadSynonyms,
  clock = () => instantOf(new Date()),
  pollMs = 100,
  isAlone = false,
  onError = () => {},
}: SearchFollowerOptions): SearchFollower {
  const stopping = new AbortController()
  let session: Session | null = null
  let problem: string | null = null
  let failures = 0
  let isRebuildWanted = false
  let behindSince: number | null = null
  let running: Promise<void> = Promise.resolve()

  const turn = async () => {
    try {
      session ??= await openSession({ log, engine, clock, loadSynonyms, isAlone })
      // A session that began by building everything does what was asked for.
      if (isRebuildWanted && session.view().rebuild === null) await session.startRebuild()
      isRebuildWanted = false
      await session.pass()
      failures = 0
      problem = null
    } catch (error) {
      session = null
      failures += 1
      const reason = reasonOf(error)
      if (reason !== problem) onError(error)
      problem = reason
    }
    noteLag()
  }
  const noteLag = () => {
    const view = session?.view()
    if (view && view.position >= view.head) behindSince = null
    else behindSince ??= performance.now()
  }
  const follow = async () => {
    while (!stopping.signal.aborted) {
      await turn()
      const isBusy = session?.view().rebuild != null
      const backOff = Math.min(LONGEST_BACK_OFF_MS, pollMs * 2 ** failures)
      await rest(failures > 0 ? backOff : isBusy ? 0 : pollMs, stopping.signal)
    }
  }

  return {
    start() {
      running = follow()
    },
    async stop() {
      stopping.abort()
      await running
    },
    rebuild() {
      isRebuildWanted = true
    },
    isRebuildPending: () => isRebuildWanted,
    status() {
      const view = session?.view()
      const isRecent = behindSince === null || performance.now() - behindSince < LAST_MOMENTS_MS
      return {
        state: problem !== null ? 'failing' : !view ? 'starting' : view.rebuild ? 'rebuilding' : 'following',
        position: view?.position ?? 0,
        lag: view ? view.head - view.position : 0,
        isCaughtUp: problem === null && view?.isLive === true && isRecent,
        rebuild: view?.rebuild ?? null,
        problem,
      }
    },
  }
}

/** Waits; ends at once when stopping begins. */
function rest(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    stopping.addEventListener('abort', end)
  })
}

/** With what lies behind it: the client only says that a request failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.name}: ${error.message}${cause}`
}
