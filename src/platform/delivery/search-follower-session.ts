import { setImmediate } from 'node:timers/promises'
import { contentHashOf, type Clock, type Instant } from '../../kernel'
import type { LogLine, LogReader } from '../../publications'
import type { SynonymEntry } from '../../search/synonyms'
import type { IndexPosition, RebuildNote, SearchEngine } from './meilisearch-engine'
import { SearchEngineError } from './search-engine-error'
import {
  changesOf,
  createFresh,
  index,
  INDEXES,
  isFound,
  replaceLive,
  setSynonyms,
  SETTINGS_VERSION,
  type Generation,
} from './search-follower-indexes'
import { countsBy, indexedLines, isCoveredBy } from './search-follower-standing'

export type SessionSources = {
  readonly log: LogReader
  readonly engine: SearchEngine
  readonly clock: Clock
  readonly loadSynonyms: () => Promise<readonly SynonymEntry[]>
  /** True when nobody publishes meanwhile. */
  readonly isAlone?: boolean
}

type Build = {
  readonly queue: LogLine[]
  readonly total: number
  readonly note: RebuildNote | null
  batchSize: number
}

export type SessionView = {
  readonly position: number
  readonly head: number
  /** False until there are indexes to search. */
  readonly isLive: boolean
  readonly rebuild: { readonly done: number; readonly total: number } | null
}

/** What is published during a build waits for one batch of it, which takes about so long ... */
const BUILD_BATCH_MS = 1_500
/** ... or so long while nobody searches what is published, or nobody publishes. */
const LONG_BUILD_BATCH_MS = 20_000
/** In lines. The engine writes what it knows of all words anew with every batch of its own, and takes what waits together. */
const LARGEST_BUILD_BATCH = 4_000
const LARGEST_BUILD_BATCH_ALONE = 16_000
const FIRST_BUILD_BATCH_ALONE = 1_000

/** The engine's cost lies mostly in the batch: the next one is as large as fits the time, by how long this one took. */
export function nextBatchSize(size: number, tookMs: number, wantedMs: number, largest: number): number {
  const factor = Math.min(2, Math.max(0.5, wantedMs / Math.max(1, tookMs)))
  return Math.min(largest, Math.max(LINES_AT_ONCE, Math.round(size * factor)))
}

/** One stretch of following, from finding out where the indexes are until something fails. */
export type Session = {
  /** Takes in what the log has more and what took effect; builds fresh indexes on the side. Throws on any failure. */
  pass(): Promise<void>
  /** Builds all indexes anew, beside those in use. */
  startRebuild(): Promise<void>
  view(): SessionView
}

/** The engine's cost lies mostly in the batch: 1,000 changed products take 7 s this way. */
const LINES_PER_BATCH = 500
/** Documents are made so many at a time, so that readers have their turn in between. */
const LINES_AT_ONCE = 100
const NOTES_EVERY_MS = 300
const SYNONYMS_EVERY_MS = 2000

/**
 * Finds out where the indexes are and catches up. Everything that counts now and is not known to be indexed is indexed
 * again; what was never indexed, or with other settings, is built anew.
 */
export async function openSession({
  log,
  engine,
  clock,
  loadSynonyms,
  isAlone = false,
}: SessionSources): Promise<Session> {
  const notes = await engine.notes()
  let head = await log.head()
  const isWhole = INDEXES.every(({ name }) => notes.indexes.has(name))
  // A shorter log is another log: a backup was put back. Its lines do not fit what is indexed.
  let isLive = isWhole && notes.position !== null && notes.position.seq <= head
  let position: IndexPosition =
    isLive && notes.position ? notes.position : { seq: head, at: clock(), settings: SETTINGS_VERSION }
  let build: Build | null = null
  let lines = indexedLines()
  let synonymsHash = ''
  let synonymsAt = -Infinity
  let notesAt = -Infinity

  const generations = (): Generation[] => [
    ...(isLive ? ['live' as const] : []),
    ...(build ? ['fresh' as const] : []),
  ]

  const apply = async (candidates: readonly LogLine[], now: Instant) => {
    const changes = lines.take(candidates, now).filter(isFound)
    for (let start = 0; start < changes.length; start += LINES_PER_BATCH) {
      const records = await log.records(changes.slice(start, start + LINES_PER_BATCH).map(({ seq }) => seq))
      await index(engine, log, records, generations())
    }
  }
  const save = async (next: Omit<IndexPosition, 'settings'>) => {
    position = { ...position, ...next }
    if (isLive) await engine.savePosition(position)
  }
  const catchUp = async () => {
    const now = clock()
    const standing = await log.standingLines(now)
    const covered = standing.filter((line) => countsBy(line, now) && isCoveredBy(position, line))
    lines.note(covered)
    const known = new Set(covered.map(({ seq }) => seq))
    await apply(
      standing.filter(({ seq }) => !known.has(seq)),
      now,
    )
    if (head > position.seq || known.size < standing.length) await save({ seq: head, at: now })
  }

  const follow = async () => {
    head = await log.head()
    if (head < position.seq)
      throw new SearchEngineError('log_replaced', 'The log is shorter than what is indexed.')
    // One moment for the whole pass: what falls due during it waits for the next one, and the position says so.
    const now = clock()
    const due = lines.due(now)
    if (due.length > 0) {
      await index(engine, log, lines.take(await log.records(due), now), generations())
      if (head === position.seq) await save({ seq: head, at: now })
    }
    while (position.seq < head) {
      const more = await log.recordsAfter(position.seq, LINES_PER_BATCH)
      const last = more.at(-1)
      if (!last) break
      await index(engine, log, lines.take(more, now), generations())
      await save({ seq: last.seq, at: now })
      // A build goes on while there is much to follow.
      if (build) break
    }
  }

  const refreshSynonyms = async () => {
    if (performance.now() - synonymsAt < SYNONYMS_EVERY_MS) return
    const synonyms = await loadSynonyms()
    const hash = contentHashOf(synonyms)
    if (hash !== synonymsHash) await setSynonyms(engine, synonyms, generations())
    synonymsHash = hash
    synonymsAt = performance.now()
  }

  const readNotes = async () => {
    if (performance.now() - notesAt < NOTES_EVERY_MS) return
    const { indexes, position: saved, rebuild } = await engine.notes()
    notesAt = performance.now()
    const isOurs =
      saved?.seq === position.seq &&
      saved.at === position.at &&
      INDEXES.every(({ name }) => indexes.has(name))
    if (isLive && !isOurs) {
      throw new SearchEngineError(
        'index_replaced',
        'The search engine has other data than was written to it.',
      )
    }
    const isOpen = rebuild?.state === 'asked' || rebuild?.state === 'running'
    if (isOpen && !build) await startRebuild(rebuild)
  }

  const startRebuild = async (note: RebuildNote | null = null) => {
    await createFresh(engine, await loadSynonyms())
    const now = clock()
    const standing = await log.standingLines(now)
    const queue = standing.filter((line) => isFound(line) && line.type === 'PUBLISHED' && countsBy(line, now))
    build = { queue, total: queue.length, note, batchSize: isAlone ? FIRST_BUILD_BATCH_ALONE : LINES_AT_ONCE }
    if (!isLive) {
      lines = indexedLines()
      lines.take(standing, now)
      position = {
        seq: standing.reduce((most, { seq }) => Math.max(most, seq), 0),
        at: now,
        settings: SETTINGS_VERSION,
      }
      head = Math.max(head, position.seq)
    }
    await tell(build, 'running')
  }
  const tell = async ({ note, queue, total }: Build, state: RebuildNote['state']) => {
    if (note) await engine.saveRebuild({ ...note, state, done: total - queue.length, total, problem: null })
  }
  /** The engine works on the first documents while the next are made, and takes those that wait together. */
  const fill = async (seqs: readonly number[]) => {
    const written: Promise<void>[] = []
    for (let start = 0; start < seqs.length; start += LINES_AT_ONCE) {
      const records = await log.records(seqs.slice(start, start + LINES_AT_ONCE))
      const writing = engine.write(await changesOf(log, records, ['fresh']))
      // Heard at once, and told when all have ended.
      writing.catch(() => undefined)
      written.push(writing)
      await setImmediate()
    }
    const failed = (await Promise.allSettled(written)).find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  }
  const buildOn = async () => {
    if (!build) return
    const begun = performance.now()
    const batch = build.queue.splice(0, build.batchSize)
    // What was published meanwhile is in the fresh indexes already; the older line must not overwrite it.
    const wanted = batch.filter((line) => !lines.isOvertaken(line)).map(({ seq }) => seq)
    await fill(wanted)
    const wantedMs = isLive && !isAlone ? BUILD_BATCH_MS : LONG_BUILD_BATCH_MS
    const largest = isAlone ? LARGEST_BUILD_BATCH_ALONE : LARGEST_BUILD_BATCH
    build.batchSize = nextBatchSize(build.batchSize, performance.now() - begun, wantedMs, largest)
    await tell(build, 'running')
    if (build.queue.length > 0 || position.seq < head) return
    await replaceLive(engine)
    isLive = true
    const finished = build
    build = null
    position = { ...position, settings: SETTINGS_VERSION }
    await save({ seq: position.seq, at: position.at })
    await tell(finished, 'done')
  }

  await (isLive ? catchUp() : startRebuild())
  if (isLive && position.settings !== SETTINGS_VERSION) await startRebuild()

  return {
    async pass() {
      await readNotes()
      await refreshSynonyms()
      await follow()
      await buildOn()
    },
    startRebuild: () => startRebuild(),
    view: () => ({
      position: isLive ? position.seq : 0,
      head,
      isLive,
      rebuild: build && { done: build.total - build.queue.length, total: build.total },
    }),
  }
}
