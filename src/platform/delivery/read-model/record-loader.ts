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
  /** By item, so that the record of a newer line takes the place of the one before. */
  const cache = boundedCache<string, Published>(limits)
  const isAskedAgain = lately(() => Math.max(FEWEST_REMEMBERED, cache.size().count))
  let asked = 0
  let misses = 0

  const keep = (entry: Entry, published: Published, bytes: number) => {
    const size = cache.size()
    const hasRoom = size.count * 2 < limits.maxCount && size.bytes * 2 < limits.maxBytes
    if (isAskedAgain(entry.seq) || hasRoom) cache.set(keyOf(entry), published, bytes)
  }
  const kept = (entry: Entry): Published | null => {
    const published = cache.get(keyOf(entry))
    return published?.revision === entry.seq ? published : null
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
      keep(entry, published, bytes)
    }
    return fetched
  }
  const loadMany = <K extends ItemKind>(
    kind: K,
    entries: readonly Entry[],
  ): MaybePromise<readonly Loaded<K>[]> => {
    asked += entries.length
    const cached = new Map<number, Published>()
    for (const entry of entries) {
      const published = kept(entry)
      if (published) cached.set(entry.seq, published)
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

const keyOf = ({ kind, locale, id }: Entry): string => `${kind} ${locale} ${id}`

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
