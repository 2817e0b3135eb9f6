import { LOCALES, type Locale } from '../../catalogue'
import type { Clock, Instant } from '../../kernel'
import type { LogLine, LogReader } from '../../publications'
import { documentKey } from '../../search/documents'
import { indexName } from '../../search/names'
import type { SearchEngine } from './meilisearch-engine'
import { isFound } from './search-follower-indexes'
import { countsBy, indexedLines } from './search-follower-standing'

export type IndexDrift = {
  /** Documents too many and too few in all indexes together; null: not known yet, or the engine does not say. */
  readonly documents: () => number | null
  /** Ends after what is being measured. */
  stop(): Promise<void>
}

const EVERY_MS = 60_000

/**
 * Compares now and then how many documents the search indexes hold with how many items are published. A number that stays
 * above nought for more than a few minutes asks for `npm run parity`, which names the items, and `npm run reindex`.
 */
export function watchIndexDrift(parts: {
  readonly log: Pick<LogReader, 'head' | 'standingLines' | 'after'>
  readonly engine: Pick<SearchEngine, 'countDocuments'>
  readonly clock: Clock
  readonly everyMs?: number
}): IndexDrift {
  const { log, engine, clock, everyMs = EVERY_MS } = parts
  let documents: number | null = null
  let measuring: Promise<void> | null = null
  const expectedIn = expectations(log, clock)

  const measure = async () => {
    documents = await expectedIn()
      .then((expected) => driftOf(expected, engine))
      .catch(() => null)
    measuring = null
  }
  const begin = () => {
    measuring ??= measure()
  }
  begin()
  const timer = setInterval(begin, everyMs)
  timer.unref()
  return {
    documents: () => documents,
    async stop() {
      clearInterval(timer)
      await measuring
    },
  }
}

type Expected = Readonly<Record<Locale, number>>

async function driftOf(expected: Expected, engine: Pick<SearchEngine, 'countDocuments'>): Promise<number> {
  let drift = 0
  for (const locale of LOCALES)
    for (const kind of ['catalogue', 'desk'] as const)
      drift += Math.abs((await engine.countDocuments(indexName(kind, locale))) - expected[locale])
  return drift
}

const LINES_AT_ONCE = 250

/** How many documents there should be per language. The whole log is read once, and after that what it has more. */
function expectations(
  log: Pick<LogReader, 'head' | 'standingLines' | 'after'>,
  clock: Clock,
): () => Promise<Expected> {
  let head = 0
  let items = publishedItems()
  const takeMore = async (newHead: number, now: Instant) => {
    for (let from = head; from < newHead;) {
      const more = await log.after(from, LINES_AT_ONCE)
      items.take(more, now)
      from = more.at(-1)?.seq ?? newHead
    }
  }
  return async () => {
    const [newHead, now] = [await log.head(), clock()]
    // A shorter log is another log: a backup was put back.
    if (newHead < head) [head, items] = [0, publishedItems()]
    if (head === 0) items.take(await log.standingLines(now), now)
    else await takeMore(newHead, now)
    head = newHead
    return items.countAt(now)
  }
}

/** Which items are published; lines published ahead count from their moment. */
function publishedItems() {
  const lines = indexedLines()
  const ahead = new Map<number, LogLine>()
  const published: Readonly<Record<Locale, Set<string>>> = { nl: new Set(), en: new Set() }

  const take = (given: readonly LogLine[], now: Instant): void => {
    const found = given.filter(isFound)
    for (const line of found) if (!countsBy(line, now)) ahead.set(line.seq, line)
    for (const { type, kind, itemId, locale } of lines.take(found, now))
      published[locale][type === 'PUBLISHED' ? 'add' : 'delete'](documentKey(kind, itemId))
  }
  return {
    take,
    countAt(now: Instant): Expected {
      const due = lines.due(now).map((seq) => ahead.get(seq))
      take(
        due.filter((line) => line !== undefined),
        now,
      )
      for (const line of due) if (line) ahead.delete(line.seq)
      return { nl: published.nl.size, en: published.en.size }
    },
  }
}
