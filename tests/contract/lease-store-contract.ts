import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../src/kernel'
import type { Lease, LeaseStore } from '../../src/platform/lease'

export type LeaseStoreStage = {
  /** Another connection to the same catalogue. */
  open(): LeaseStore
  close(): Promise<void>
}

const lease = (holder: string | null, term: number, ms = 0): Lease => ({
  holder,
  term,
  until: instantOf(new Date(Date.parse('2026-03-02T09:00:00.000Z') + ms)),
})

/** What every engine's lease must do; `stage` is an empty catalogue. */
export function leaseStoreContract(engine: string, stage: () => Promise<LeaseStoreStage>): void {
  describe(`the lease in ${engine}`, () => {
    let scene: LeaseStoreStage
    let store: LeaseStore
    beforeEach(async () => {
      scene = await stage()
      store = scene.open()
    })
    afterEach(async () => {
      await store.close()
      await scene.close()
    })

    it('is not there at first', async () => {
      expect(await store.read()).toBeNull()
    })

    it('changes only when it still is what the caller saw', async () => {
      expect(await store.swap(null, lease('a', 1))).toBe(true)
      expect(await store.swap(null, lease('b', 1))).toBe(false)
      expect(await store.swap(lease('a', 1, 5), lease('b', 2))).toBe(false)
      expect(await store.swap(lease('a', 1), lease(null, 1))).toBe(true)
      expect(await store.swap(lease(null, 1), lease('b', 2))).toBe(true)
      expect(await store.read()).toEqual(lease('b', 2))
    })

    it('goes to one of many who swap at once', async () => {
      await store.swap(null, lease('a', 1))
      const others = Array.from({ length: 8 }, () => scene.open())
      const won = await Promise.all(
        others.map((other, place) => other.swap(lease('a', 1), lease(`b${place}`, 2))),
      )
      expect(won.filter(Boolean)).toHaveLength(1)
      expect(await store.read()).toEqual(lease(`b${won.indexOf(true)}`, 2))
      await Promise.all(others.map((other) => other.close()))
    })
  })
}
