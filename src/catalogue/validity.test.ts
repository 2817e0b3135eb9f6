import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asCalendarDay, nextDay, previousDay, type CalendarDay } from '../kernel'
import type { FactPeriod } from './facts'
import { comingDays, overlaps, valueOn } from './validity'

const day = (text: string): CalendarDay => {
  const parsed = asCalendarDay(text)
  if (parsed === null) throw new Error(`bad day in test: ${text}`)
  return parsed
}
const period = (from: string, until: string | null, cents = 100): FactPeriod => ({
  validFrom: day(from),
  validUntil: until === null ? null : day(until),
  value: { kind: 'amount', cents, currency: 'EUR' },
})

const old = period('2026-01-01', '2026-12-31', 8387)
const coming = period('2027-01-01', null, 8640)

describe('the value of a fact', () => {
  it('holds on its first and its last day, and not around them', () => {
    const fact = { periods: [coming, old] }
    expect(valueOn(fact, day('2025-12-31'))).toBeNull()
    expect(valueOn(fact, day('2026-01-01'))).toBe(old)
    expect(valueOn(fact, day('2026-12-31'))).toBe(old)
    expect(valueOn(fact, day('2027-01-01'))).toBe(coming)
  })

  it('changes on the coming days and on no other day', () => {
    const days = fc.integer({ min: 0, max: 60 }).map((offset) => shift(day('2026-01-01'), offset))
    const periods = fc.array(
      fc.record({ a: days, b: days, open: fc.boolean() }).map(({ a, b, open }) => {
        const [from, until] = a <= b ? [a, b] : [b, a]
        return period(from, open ? null : until)
      }),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(periods, days, (list, after) => {
        const fact = { periods: list }
        const announced = new Set(comingDays(fact, after))
        for (let it = nextDay(after); it < '2026-03-20'; it = nextDay(it)) {
          if (valueOn(fact, it) !== valueOn(fact, previousDay(it))) expect(announced).toContain(it)
        }
      }),
    )
  })

  it('overlaps when two periods share one day', () => {
    expect(overlaps([old, coming])).toEqual([])
    const late = period('2026-12-31', null)
    expect(overlaps([old, late])).toEqual([[old, late]])
    expect(overlaps([period('2026-01-01', null), coming])).toHaveLength(1)
  })
})

function shift(from: CalendarDay, days: number): CalendarDay {
  return days === 0 ? from : shift(nextDay(from), days - 1)
}
