import { describe, expect, it } from 'vitest'
import { dutchInstant } from './dutch-time'

describe('a moment in Dutch time', () => {
  it.each([
    ['2027-01-01T09:00', '2027-01-01T08:00:00.000Z'],
    ['2027-07-01T00:30', '2027-06-30T22:30:00.000Z'],
    ['2027-03-28T01:59', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28T03:00', '2027-03-28T01:00:00.000Z'],
    ['2027-10-31T12:00', '2027-10-31T11:00:00.000Z'],
  ])('%s is %s', (local, instant) => {
    expect(dutchInstant(local)?.toISOString()).toBe(instant)
  })

  it('is not made of nothing', () => {
    expect(dutchInstant('')).toBeNull()
  })
})
