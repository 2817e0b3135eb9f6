import { describe, expect, it } from 'vitest'
import { createFactStore } from './fact-store'
import type { FactView } from './fact-view'

const viewOf = (id: string, value: string): FactView => ({
  id,
  key: id,
  label: id,
  kind: 'amount',
  state: 'current',
  value,
  until: null,
  coming: null,
})

/** A store with a server of its own, of which the test sees the requests and turns the clock. */
function aStore() {
  const requests: (readonly string[])[] = []
  const scheduled: (() => void)[] = []
  const served = { value: '€ 1,00', isDown: false }
  const store = createFactStore(
    (ids) => {
      requests.push(ids)
      return served.isDown
        ? Promise.reject(new Error('down'))
        : Promise.resolve(ids.map((id) => viewOf(id, served.value)))
    },
    (run) => scheduled.push(run),
  )
  const tick = async () => {
    scheduled.splice(0).forEach((run) => run())
    await Promise.resolve()
  }
  return { store, requests, served, tick }
}

describe('the facts that chips share', () => {
  it('asks once for all chips that appear together', async () => {
    const { store, requests, tick } = aStore()
    for (const id of ['a', 'b', 'a']) store.watch(id, () => undefined)
    await tick()
    expect(requests).toEqual([['a', 'b']])
    expect(store.get('b')?.value).toBe('€ 1,00')
  })

  it('tells a chip when its value changes, and only then', async () => {
    const { store, served, tick } = aStore()
    const seen: (string | null | undefined)[] = []
    store.watch('a', () => seen.push(store.get('a')?.value))
    await tick()
    store.refresh()
    await tick()
    served.value = '€ 2,00'
    store.refresh()
    await tick()
    expect(seen).toEqual(['€ 1,00', '€ 2,00'])
  })

  it('no longer asks for a fact whose last chip is gone', async () => {
    const { store, requests, tick } = aStore()
    const stop = store.watch('a', () => undefined)
    await tick()
    stop()
    store.refresh()
    await tick()
    expect(requests).toEqual([['a']])
  })

  it('keeps the last value while the server is down and asks again later', async () => {
    const { store, served, tick } = aStore()
    store.watch('a', () => undefined)
    await tick()
    served.isDown = true
    store.refresh()
    await tick()
    expect(store.get('a')?.value).toBe('€ 1,00')
    Object.assign(served, { isDown: false, value: '€ 3,00' })
    store.refresh()
    await tick()
    expect(store.get('a')?.value).toBe('€ 3,00')
  })
})
