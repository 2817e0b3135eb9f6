import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DURATION_UNITS, isoDuration, simpleDuration } from './duration'

describe('durations of one number', () => {
  it.each([
    ['P5D', { amount: 5, unit: 'day' }],
    ['PT2H', { amount: 2, unit: 'hour' }],
    ['P2M', { amount: 2, unit: 'month' }],
    ['P1Y6M', null],
    ['PT5M', null],
    ['5 dagen', null],
    ['', null],
  ])('reads %s', (iso, expected) => {
    expect(simpleDuration(iso)).toEqual(expected)
  })

  it('reads back what it writes', () => {
    const units = DURATION_UNITS.map(({ unit }) => unit)
    fc.assert(
      fc.property(fc.nat(9999), fc.constantFrom(...units), (amount, unit) => {
        expect(simpleDuration(isoDuration(amount, unit))).toEqual({ amount, unit })
      }),
    )
  })
})
