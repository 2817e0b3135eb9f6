import { LRUCache } from 'lru-cache'

/** Keeps the most recently used values within a number and an approximate size. */
export type BoundedCache<Key, Value> = {
  get(key: Key): Value | undefined
  set(key: Key, value: Value, bytes: number): void
  readonly size: () => { readonly count: number; readonly bytes: number }
}

export type CacheLimits = { readonly maxCount: number; readonly maxBytes: number }

export function boundedCache<Key extends NonNullable<unknown>, Value extends NonNullable<unknown>>({
  maxCount,
  maxBytes,
}: CacheLimits): BoundedCache<Key, Value> {
  const values = new LRUCache<Key, Value>({
    max: maxCount,
    maxSize: maxBytes,
    // A value that alone fills half the room would only push everything else out.
    maxEntrySize: Math.floor(maxBytes / 2),
  })
  return {
    get: (key) => values.get(key),
    set: (key, value, bytes) => void values.set(key, value, { size: Math.max(1, bytes) }),
    size: () => ({ count: values.size, bytes: values.calculatedSize }),
  }
}

/** About how much memory a JSON value takes: two bytes per character and some for every member. */
export function approximateBytes(value: unknown): number {
  if (typeof value === 'string') return 24 + value.length * 2
  if (typeof value !== 'object' || value === null) return 8
  let bytes = 32
  for (const member of Object.values(value)) bytes += 16 + approximateBytes(member)
  return bytes
}
