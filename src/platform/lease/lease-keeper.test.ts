import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Lease, LEASE_SETTINGS } from './lease'
import { leaseKeeper, leaseWatcher } from './lease-keeper'
import type { LeaseStore } from './lease-store'
import { signsOfLife } from './signs-of-life'

/** The port in memory, with a switch for an outage. */
function memoryStore(): LeaseStore & { broken: boolean } {
  let lease: Lease | null = null
  const store = {
    broken: false,
    read: async () => {
      if (store.broken) throw new Error('the database is away')
      return lease
    },
    swap: async (expected: Lease | null, next: Lease) => {
      if (store.broken) throw new Error('the database is away')
      if (JSON.stringify(expected) !== JSON.stringify(lease)) return false
      lease = next
      return true
    },
    close: async () => {},
  }
  return store
}

let store: ReturnType<typeof memoryStore>
let heard: string[]
const elapsedMs = () => performance.now()
const listener = (name: string) => async (leadership: { readonly term: number } | null) => {
  heard.push(`${name} ${leadership === null ? 'stands by' : `leads ${leadership.term}`}`)
}
const keep = (node: string) => leaseKeeper({ store, node, onChange: listener(node), elapsedMs })

beforeEach(() => {
  vi.useFakeTimers()
  store = memoryStore()
  heard = []
})
afterEach(() => {
  vi.useRealTimers()
})

describe('keeping the lease', () => {
  it('lets one of two lead, and the other at once when the first gives it back', async () => {
    const first = keep('a')
    await vi.advanceTimersByTimeAsync(100)
    const second = keep('b')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(heard).toEqual(['a leads 1'])
    await first.stop()
    await vi.advanceTimersByTimeAsync(LEASE_SETTINGS.pollMs)
    expect(heard).toEqual(['a leads 1', 'a stands by', 'b leads 2'])
    expect(second.current()).toEqual({ holder: 'b', term: 2 })
    await second.stop()
  })

  it('stands down by itself when the database is away for as long as others wait, and not before', async () => {
    const keeper = keep('a')
    await vi.advanceTimersByTimeAsync(3_000)
    store.broken = true
    await vi.advanceTimersByTimeAsync(LEASE_SETTINGS.ttlMs - 2_000)
    expect(heard).toEqual(['a leads 1'])
    await vi.advanceTimersByTimeAsync(3_000)
    expect(heard).toEqual(['a leads 1', 'a stands by'])
    store.broken = false
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard.at(-1)).toBe('a leads 2')
    await keeper.stop()
  })

  it('waits for the work to end before the lease is given back', async () => {
    let endWork = () => {}
    const keeper = leaseKeeper({
      store,
      node: 'a',
      elapsedMs,
      onChange: async (leadership) => {
        if (leadership === null) await new Promise<void>((done) => (endWork = done))
      },
    })
    await vi.advanceTimersByTimeAsync(10)
    const stopped = keeper.stop()
    await vi.advanceTimersByTimeAsync(10)
    expect((await store.read())?.holder).toBe('a')
    endWork()
    await stopped
    expect((await store.read())?.holder).toBeNull()
  })

  it('goes on after work that could not be begun', async () => {
    const errors: unknown[] = []
    const keeper = leaseKeeper({
      store,
      node: 'a',
      elapsedMs,
      onChange: async () => {
        throw new Error('no work today')
      },
      onError: (error) => errors.push(error),
    })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(errors).toEqual([new Error('no work today')])
    expect(keeper.current()).toEqual({ holder: 'a', term: 1 })
    await keeper.stop()
  })
})

describe('watching the lease of the own node', () => {
  it('follows what the keeper in the other process does', async () => {
    const watcher = leaseWatcher({ store, node: 'a', onChange: listener('child') })
    const keeper = keep('a')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard).toEqual(['a leads 1', 'child leads 1'])
    await keeper.stop()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard.slice(2)).toEqual(['a stands by', 'child stands by'])
    await watcher.stop()
  })
})

describe('signs of life', () => {
  it('are missed when nobody leads, and when the leader is silent', async () => {
    const check = signsOfLife(store, elapsedMs)
    expect(await check()).toContain('no worker leads')
    const keeper = keep('a')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await check()).toBeNull()
    store.swap = async () => false
    await vi.advanceTimersByTimeAsync(20_000)
    await check()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await check()).toContain('no sign of life for')
    await keeper.stop()
  })
})
