import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstOf } from './first-of'

it('gives what ordering everything and cutting it off gives', () => {
  const entry = fc.record({ score: fc.integer({ min: 0, max: 5 }), key: fc.nat() })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), fc.nat(70), (list, most) => {
      const compare = (a: { score: number }, b: { score: number }) => b.score - a.score
      expect(firstOf(list, most, compare)).toEqual(list.toSorted(compare).slice(0, most))
    }),
  )
})
