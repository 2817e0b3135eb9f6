import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { politeQueue } from './polite-queue'

describe('writers of one process', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('go one after the other, in the order in which they asked', async () => {
    const queue = politeQueue({ patienceMs: 60_000 })
    const order: string[] = []
    const write = async (name: string) => {
      const end = await queue.turn()
      order.push(`${name} begins`)
      await Promise.resolve()
      order.push(`${name} ends`)
      end()
    }
    await Promise.all(['a', 'b', 'c'].map(write))
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('go on past one that was forgotten, and wait for it only once', async () => {
    const queue = politeQueue({ patienceMs: 500 })
    await queue.turn()
    let hasBegun = false
    const second = queue.turn().then((end) => {
      hasBegun = true
      return end
    })
    await vi.advanceTimersByTimeAsync(499)
    expect(hasBegun).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    const third = queue.turn()
    ;(await second)()
    // No time passes here: it waits for the second, which has ended, and not for the first.
    expect(await third).toBeTypeOf('function')
  })
})
