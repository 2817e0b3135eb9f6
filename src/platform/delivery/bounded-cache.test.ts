import fc from 'fast-check'
import { expect, it } from 'vitest'
import { approximateBytes, boundedCache } from './bounded-cache'

it('keeps a cache within its number and size, and what was used last in it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 60 }))), (uses) => {
      const cache = boundedCache<number, number>({ maxCount: 10, maxBytes: 100 })
      for (const [key, bytes] of uses) {
        cache.set(key, key, bytes)
        if (bytes <= 50) expect(cache.get(key)).toBe(key)
        const size = cache.size()
        expect(size.count).toBeLessThanOrEqual(10)
        expect(size.bytes).toBeLessThanOrEqual(100)
      }
    }),
  )
})

it('keeps all that fits, however many are asked for in turn', () => {
  const cache = boundedCache<number, number>({ maxCount: 100, maxBytes: 1_000 })
  const keys = Array.from({ length: 100 }, (_, key) => key)
  for (const key of keys) cache.set(key, key, 10)
  for (const key of [...keys, ...keys, ...keys]) expect(cache.get(key)).toBe(key)
})

it('estimates the size of a value by its texts', () => {
  expect(approximateBytes({ a: 'x'.repeat(1_000) })).toBeGreaterThan(2_000)
  expect(approximateBytes([1, null, true])).toBeLessThan(200)
})
