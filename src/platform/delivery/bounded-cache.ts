/** Keeps the most recently used values within a number and an approximate size. */
export type BoundedCache<Key, Value> = {
  get(key: Key): Value | undefined
  set(key: Key, value: Value, bytes: number): void
  readonly size: () => { readonly count: number; readonly bytes: number }
}

export type CacheLimits = { readonly maxCount: number; readonly maxBytes: number }

export function boundedCache<Key, Value>({ maxCount, maxBytes }: CacheLimits): BoundedCache<Key, Value> {
  // Two generations instead of a list in order of use: a hit costs one lookup, and what was not used for a whole
  // generation goes at once.
  let young = new Map<Key, { readonly value: Value; readonly bytes: number }>()
  let old: typeof young = new Map()
  let youngBytes = 0
  let oldBytes = 0

  const put = (key: Key, entry: { readonly value: Value; readonly bytes: number }) => {
    youngBytes += entry.bytes - (young.get(key)?.bytes ?? 0)
    young.set(key, entry)
    if (young.size * 2 <= maxCount && youngBytes * 2 <= maxBytes) return
    old = young
    oldBytes = youngBytes
    young = new Map()
    youngBytes = 0
  }

  return {
    get(key) {
      const recent = young.get(key)
      if (recent) return recent.value
      const older = old.get(key)
      if (!older) return undefined
      put(key, older)
      return older.value
    },
    set(key, value, bytes) {
      // A value that alone fills half the room would only push everything else out.
      if (bytes * 2 <= maxBytes) put(key, { value, bytes })
    },
    size: () => ({ count: young.size + old.size, bytes: youngBytes + oldBytes }),
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
