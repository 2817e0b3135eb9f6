import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextBatchSize } from './search-follower-session'

it('brings batches to the size that fits the time, in steps, within limits', () => {
  const speed = fc.double({ min: 0.05, max: 20, noNaN: true })
  const wanted = fc.integer({ min: 200, max: 20_000 })
  fc.assert(
    fc.property(speed, wanted, (linesPerMs, wantedMs) => {
      let size = 100
      for (let batch = 0; batch < 12; batch += 1) {
        const next = nextBatchSize(size, size / linesPerMs, wantedMs, 4_000)
        expect(next / size).toBeGreaterThanOrEqual(0.49)
        expect(next / size).toBeLessThanOrEqual(2.01)
        size = next
      }
      expect(size).toBeCloseTo(Math.min(4_000, Math.max(100, linesPerMs * wantedMs)), -1)
    }),
  )
})
