import type { Logger } from 'pino'
import type { Clock } from '../../kernel'
import type { LogReader } from '../../publications'
import type { SearchPort, SearchStatus } from '../../search/port'
import type { StandingNames } from '../../search/standing-names'
import type { SynonymEntry } from '../../search/synonyms'
import { searchPath } from '../env'
import type { Env } from '../env'
import { isHeldBy } from '../lease'
import type { Leadership, LeadershipListener, LeaseStore } from '../lease'
import type { Secrets } from '../secrets'
import { fencedEngine } from './fenced-engine'
import type { Probe, Readiness } from './http'
import { watchIndexDrift } from './index-drift'
import { findMeilisearch } from './meilisearch-binary'
import type { MeilisearchEndpoint } from './meilisearch-client'
import { searchEngine } from './meilisearch-engine'
import { meilisearchDeskSearch } from './meilisearch-desk'
import { meilisearchProcess } from './meilisearch-process'
import { meilisearchSearch } from './meilisearch-search'
import { answeringCheck } from './probe'
import { searchFollower, type SearchFollower } from './search-follower'
import { supervise } from './supervise'

export type SearchPart = {
  /** Null: there is no engine; only the cards are searched. */
  readonly port: ((names: StandingNames) => SearchPort) | null
  /** The same with agent-only text, for agents. */
  readonly deskPort: ((names: StandingNames) => SearchPort) | null
  /** The editors' synonyms as they were at most half a minute ago. */
  readonly synonyms: () => readonly SynonymEntry[]
  readonly probes: readonly Probe[]
  /** Fills the indexes while this process leads. */
  readonly lead: LeadershipListener
  /** Null: another process fills the indexes, or none. */
  status(): SearchStatus | null
  stop(): Promise<void>
}

export type SearchPartOptions = {
  readonly env: Env
  readonly secrets: Secrets
  readonly log: Logger
  readonly clock: Clock
  readonly checks: Readiness
  readonly lease: Pick<LeaseStore, 'read'>
  readonly logReader: () => LogReader
  readonly loadSynonyms: () => Promise<readonly SynonymEntry[]>
}

/** Search as a part of a process: the engine (ours or a given one), the follower that fills it, and the port that asks it. */
export async function startSearch(options: SearchPartOptions): Promise<SearchPart> {
  const { checks } = options
  const engine = await engineOf(options)
  const synonyms = knownSynonyms(options.loadSynonyms)
  if (engine === null)
    return {
      port: null,
      deskPort: null,
      synonyms,
      probes: [],
      lead: async () => {},
      status: () => null,
      stop: async () => {},
    }
  const { endpoint, stopProcess, answering } = engine
  let isLeading = false
  let following: Following | null = null

  const end = async () => {
    const ended = following
    following = null
    await ended?.drift.stop()
    await ended?.follower.stop()
    await ended?.log.close()
  }
  const lead: LeadershipListener = async (leadership) => {
    isLeading = leadership !== null
    await end()
    if (leadership === null) return
    const log = options.logReader()
    const follower = followerOf(options, endpoint, log, leadership)
    const drift = watchIndexDrift({ log, engine: searchEngine(endpoint), clock: options.clock })
    following = { follower, log, drift }
    // It would try again by itself, but say so first.
    void answering.finally(() => {
      if (following?.follower === follower) follower.start()
    })
  }
  checks.register('search', { forReading: false }, () => {
    // Of several processes only the one that leads fills the indexes; the role `all` has no other.
    if (!isLeading) return options.env.role === 'all' ? 'the indexes are not followed yet' : null
    return following ? reasonOf(following.follower.status()) : 'the indexes are not followed yet'
  })
  return {
    port: (names) => meilisearchSearch(endpoint, { names }),
    deskPort: (names) => meilisearchDeskSearch(endpoint, { names }),
    synonyms,
    probes: probesOf(() => following),
    lead,
    status: () => following?.follower.status() ?? null,
    stop: async () => {
      await end()
      await stopProcess()
    },
  }
}

function followerOf(
  { log: logger, clock, lease, loadSynonyms }: SearchPartOptions,
  endpoint: MeilisearchEndpoint,
  log: LogReader,
  leadership: Leadership,
): SearchFollower {
  const engine = fencedEngine({
    endpoint,
    leadership,
    isLeading: async () => isHeldBy(await lease.read(), leadership),
    onUnfenced: (reason) =>
      logger.warn(
        { reason },
        'MEILI_KEY may not manage keys: an old leader that wakes up is only kept out by looking into the database',
      ),
  })
  return searchFollower({
    log,
    engine,
    loadSynonyms,
    clock,
    onError: (err) => logger.warn({ err }, 'the search indexes cannot follow; trying again'),
  })
}

async function engineOf({ env, secrets, log, checks }: SearchPartOptions): Promise<{
  readonly endpoint: MeilisearchEndpoint
  readonly stopProcess: () => Promise<void>
  /** Settles when the engine answers, or when waiting for it is no use. */
  readonly answering: Promise<unknown>
} | null> {
  if (env.meiliUrl !== null) {
    const url = env.meiliUrl
    checks.register(
      'search engine',
      { forReading: false },
      answeringCheck('the search engine', `${url}/health`),
    )
    return {
      endpoint: { url, key: env.meiliKey ?? '' },
      stopProcess: async () => {},
      answering: Promise.resolve(),
    }
  }
  if (env.role !== 'all') {
    const reason = `MEILI_URL is not set: a process in the role ${env.role} has no search engine.`
    log.warn(reason)
    checks.register('search engine', { forReading: false }, () => reason)
    return null
  }
  const found = await findMeilisearch({ dataDir: env.dataDir, searchPath: searchPath() })
  if (found.kind === 'absent') {
    log.warn(found.message)
    checks.register('search', { forReading: false }, () => found.message)
    return null
  }
  const spec = await meilisearchProcess({
    binary: found.file,
    dataDir: env.dataDir,
    masterKey: secrets.meiliMasterKey,
  })
  const child = supervise(spec, log)
  checks.register('search engine', { forReading: false }, child.reason)
  return { endpoint: spec.endpoint, stopProcess: child.stop, answering: spec.ready().catch(() => undefined) }
}

type Following = {
  readonly follower: SearchFollower
  readonly log: LogReader
  readonly drift: ReturnType<typeof watchIndexDrift>
}

/** Measured where the indexes are followed; elsewhere there is nothing to measure. */
const probesOf = (following: () => Following | null): readonly Probe[] => [
  {
    name: 'pdc_search_lag_lines',
    help: 'Lines of the publication log that searches do not find yet',
    value: () => following()?.follower.status().lag ?? null,
  },
  {
    name: 'pdc_search_caught_up',
    help: '1 while searches find all that is published, but for the last moments',
    value: () => {
      const status = following()?.follower.status()
      return status ? Number(status.isCaughtUp) : null
    },
  },
  {
    name: 'pdc_index_drift_documents',
    help: 'Documents too many or too few in the search indexes',
    value: () => following()?.drift.documents() ?? null,
  },
]

function reasonOf(status: SearchStatus): string | null {
  if (status.isCaughtUp) return null
  return status.problem ?? `the indexes are ${status.state}, ${status.lag} lines behind the log`
}

const SYNONYMS_FOR_MS = 30_000

/** Synonyms change seldom: they are read again every half minute at most, when somebody searches. */
function knownSynonyms(load: () => Promise<readonly SynonymEntry[]>) {
  let known: readonly SynonymEntry[] = []
  let readAt = Number.NEGATIVE_INFINITY
  return () => {
    if (performance.now() - readAt >= SYNONYMS_FOR_MS) {
      readAt = performance.now()
      // A failed reading leaves what was known; the next one tries again.
      load().then(
        (entries) => (known = isSame(entries, known) ? known : entries),
        () => undefined,
      )
    }
    return known
  }
}

const isSame = (one: readonly SynonymEntry[], other: readonly SynonymEntry[]) =>
  JSON.stringify(one) === JSON.stringify(other)
