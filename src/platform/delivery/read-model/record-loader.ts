import type { ItemKind } from '../../../catalogue'
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

/** Fetches the records behind entries: at once when they are in the cache, else in one read. */
export function recordLoader(log: Pick<LogReader, 'publicRecords'>, limits: CacheLimits) {
  const cache = boundedCache<number, Published>(limits)
  let asked = 0
  let misses = 0

  const fetch = async (entries: readonly Entry[]) => {
    misses += entries.length
    const bySeq = new Map(entries.map((entry) => [entry.seq, entry]))
    for (const { seq, record, bytes } of await log.publicRecords([...bySeq.keys()])) {
      const entry = bySeq.get(seq)
      if (entry) cache.set(seq, publishedOf(entry, record), bytes)
    }
  }
  const publishedOf = (entry: Entry, record: PublicRecord): Published => ({
    revision: entry.seq,
    contentHash: entry.contentHash,
    publishedAt: entry.publishedAt,
    at: null,
    record,
  })
  const cached = <K extends ItemKind>(kind: K, entry: Entry): Published<RecordOf<K>> | null => {
    const published = cache.get(entry.seq)
    return published && isOfKind(published, kind) ? published : null
  }
  const collect = <K extends ItemKind>(kind: K, entries: readonly Entry[]): readonly Loaded<K>[] => {
    const found: Loaded<K>[] = []
    for (const entry of entries) {
      const published = cached(kind, entry)
      if (published) found.push({ entry, published })
    }
    return found
  }

  return {
    report: (): CacheReport => ({ ...cache.size(), hits: asked - misses, misses }),
    load<K extends ItemKind>(kind: K, entry: Entry): MaybePromise<Published<RecordOf<K>> | null> {
      asked += 1
      return cached(kind, entry) ?? fetch([entry]).then(() => cached(kind, entry))
    },
    loadMany<K extends ItemKind>(kind: K, entries: readonly Entry[]): MaybePromise<readonly Loaded<K>[]> {
      asked += entries.length
      const found = collect(kind, entries)
      if (found.length === entries.length) return found
      const missing = entries.filter((entry) => cached(kind, entry) === null)
      return fetch(missing).then(() => collect(kind, entries))
    },
  }
}

export function isOfKind<K extends ItemKind>(
  published: Published,
  kind: K,
): published is Published<RecordOf<K>> {
  return published.record.kind === kind
}
