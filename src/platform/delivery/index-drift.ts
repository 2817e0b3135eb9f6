import { LOCALES, type Locale } from '../../catalogue'
import type { Clock, Instant } from '../../kernel'
import type { LogReader } from '../../publications'
import { indexName } from '../../search/names'
import type { SearchEngine } from './meilisearch-engine'
import { isFound } from './search-follower-indexes'

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
  readonly log: Pick<LogReader, 'head' | 'standing'>
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

/** How many documents there should be per language. The whole log is read again only when it has more, or a line falls due. */
function expectations(log: Pick<LogReader, 'head' | 'standing'>, clock: Clock): () => Promise<Expected> {
  let head = -1
  let next: Instant | null = null
  let expected: Expected = { nl: 0, en: 0 }
  return async () => {
    const [newHead, now] = [await log.head(), clock()]
    if (newHead === head && (next === null || now < next)) return expected
    const lines = (await log.standing(now)).filter(isFound)
    const coming = lines.map(({ effectiveFrom }) => effectiveFrom).filter((moment) => moment > now)
    const counting = lines.filter(({ type, effectiveFrom }) => type === 'PUBLISHED' && effectiveFrom <= now)
    const countIn = (locale: Locale) => counting.filter((line) => line.locale === locale).length
    head = newHead
    next = coming.reduce<Instant | null>(
      (least, moment) => (least === null || moment < least ? moment : least),
      null,
    )
    expected = { nl: countIn('nl'), en: countIn('en') }
    return expected
  }
}
