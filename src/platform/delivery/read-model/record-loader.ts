import type { ItemKind } from '../../../catalogue'
import { whenReady } from '../../../publications'
import type { LogReader, MaybePromise, PublicRecord, Published, RecordOf } from '../../../publications'
import { boundedCache } from '../bounded-cache'
import type { CacheLimits } from '../bounded-cache'
import type { Entry } from './shelf'

export type Loaded<K extends ItemKind> = {
  readonly entry: Entry
  readonly published: Published<RecordOf<K>>
}

export type CacheReport = {
  readonly count: number
  readonly bytes: number
  readonly hits: number
  readonly misses: number
}

/**
 * Fetches the records behind entries: at once when they are in the cache, else in one read. Once the cache is half full, a
 * record is kept when it is asked for again: in a large catalogue most are asked for once, and what is kept for nothing makes
 * the garbage collector stop everybody.
 */
export function recordLoader(log: Pick<LogReader, 'publicRecords'>, limits: CacheLimits) {
  const cache = boundedCache<number, Published>(limits)
  const isAskedAgain = lately(() => Math.max(FEWEST_REMEMBERED, cache.size().count))
  let asked = 0
  let misses = 0

  const keep = (seq: number, published: Published, bytes: number) => {
    const { count, bytes: kept } = cache.size()
    const hasRoom = count * 2 < limits.maxCount && kept * 2 < limits.maxBytes
    if (isAskedAgain(seq) || hasRoom) cache.set(seq, published, bytes)
  }
  const fetch = async (entries: readonly Entry[]): Promise<ReadonlyMap<number, Published>> => {
    misses += entries.length
    const bySeq = new Map(entries.map((entry) => [entry.seq, entry]))
    const fetched = new Map<number, Published>()
    for (const { seq, record, bytes } of await log.publicRecords([...bySeq.keys()])) {
      const entry = bySeq.get(seq)
      if (!entry) continue
      const published = publishedOf(entry, record)
      fetched.set(seq, published)
      keep(seq, published, bytes)
    }
    return fetched
  }
  const loadMany = <K extends ItemKind>(
    kind: K,
    entries: readonly Entry[],
  ): MaybePromise<readonly Loaded<K>[]> => {
    asked += entries.length
    const cached = new Map<number, Published>()
    for (const { seq } of entries) {
      const published = cache.get(seq)
      if (published) cached.set(seq, published)
    }
    const missing = entries.filter(({ seq }) => !cached.has(seq))
    return whenReady(missing.length === 0 ? NONE : fetch(missing), (fetched) =>
      entries.flatMap((entry) => {
        const published = cached.get(entry.seq) ?? fetched.get(entry.seq)
        return published && isOfKind(published, kind) ? [{ entry, published }] : []
      }),
    )
  }

  return {
    report: (): CacheReport => ({ ...cache.size(), hits: asked - misses, misses }),
    loadMany,
    load: <K extends ItemKind>(kind: K, entry: Entry): MaybePromise<Published<RecordOf<K>> | null> =>
      whenReady(loadMany(kind, [entry]), ([loaded]) => loaded?.published ?? null),
  }
}

const NONE: ReadonlyMap<number, Published> = new Map()

const publishedOf = (entry: Entry, record: PublicRecord): Published => ({
  revision: entry.seq,
  contentHash: entry.contentHash,
  publishedAt: entry.publishedAt,
  at: null,
  record,
})

const FEWEST_REMEMBERED = 1_000

/** Tells whether it was asked about a number before, within the last so many to twice as many. */
function lately(many: () => number): (number: number) => boolean {
  let young = new Set<number>()
  let old: ReadonlySet<number> = young
  return (number) => {
    const isKnown = young.has(number) || old.has(number)
    if (young.size >= many()) {
      old = young
      young = new Set()
    }
    young.add(number)
    return isKnown
  }
}

export function isOfKind<K extends ItemKind>(
  published: Published,
  kind: K,
): published is Published<RecordOf<K>> {
  return published.record.kind === kind
}
