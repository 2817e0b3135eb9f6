import { LOCALES } from '../../catalogue'
import type { Clock } from '../../kernel'
import type { LogReader } from '../../publications'
import { indexName } from '../../search/names'
import type { SearchEngine } from './meilisearch-engine'
import { isFound } from './search-follower-indexes'

export type IndexDrift = {
  /** Documents too many and too few in all indexes together; null: not known yet, or the engine does not say. */
  readonly documents: () => number | null
  stop(): void
}

const EVERY_MS = 60_000

/**
 * Compares now and then how many documents the search indexes hold with how many items are published. A number that stays
 * above nought for more than a few minutes asks for `npm run parity`, which names the items, and `npm run reindex`.
 */
export function watchIndexDrift(parts: {
  readonly log: Pick<LogReader, 'standing'>
  readonly engine: Pick<SearchEngine, 'countDocuments'>
  readonly clock: Clock
  readonly everyMs?: number
}): IndexDrift {
  const { log, engine, clock, everyMs = EVERY_MS } = parts
  let documents: number | null = null
  let isMeasuring = false

  const measure = async () => {
    if (isMeasuring) return
    isMeasuring = true
    documents = await driftOf(log, engine, clock).catch(() => null)
    isMeasuring = false
  }
  void measure()
  const timer = setInterval(() => void measure(), everyMs)
  timer.unref()
  return { documents: () => documents, stop: () => clearInterval(timer) }
}

async function driftOf(
  log: Pick<LogReader, 'standing'>,
  engine: Pick<SearchEngine, 'countDocuments'>,
  clock: Clock,
): Promise<number> {
  const lines = (await log.standing(clock())).filter(
    (line) => isFound(line) && line.type === 'PUBLISHED' && line.effectiveFrom <= clock(),
  )
  let drift = 0
  for (const locale of LOCALES) {
    const expected = lines.filter((line) => line.locale === locale).length
    for (const kind of ['catalogue', 'desk'] as const)
      drift += Math.abs((await engine.countDocuments(indexName(kind, locale))) - expected)
  }
  return drift
}
