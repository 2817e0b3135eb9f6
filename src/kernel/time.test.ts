import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asCalendarDay, asInstant, dayOf, instantOf, nextDay, previousDay, startOfDay } from './time'

const day = (text: string) => {
  const parsed = asCalendarDay(text)
  if (parsed === null) throw new Error(`bad day in test: ${text}`)
  return parsed
}

describe('calendar days', () => {
  it.each([
    ['2026-01-01', '2025-12-31T23:00:00.000Z'],
    ['2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
  ])('%s begins at %s', (text, instant) => {
    expect(startOfDay(day(text))).toBe(instant)
  })

  it('belong to the moment at which they begin, and not to the millisecond before', () => {
    const days = fc.date({ min: new Date('1980-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const it = day(date.toISOString().slice(0, 10))
        const start = startOfDay(it)
        expect(dayOf(start)).toBe(it)
        expect(dayOf(instantOf(new Date(Date.parse(start) - 1)))).toBe(previousDay(it))
        expect(previousDay(nextDay(it))).toBe(it)
      }),
    )
  })

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '1 januari 2026', '', '2026-01-01T00:00'])(
    'refuse %j',
    (text) => {
      expect(asCalendarDay(text)).toBeNull()
    },
  )
})

describe('moments', () => {
  it('are brought to UTC with milliseconds', () => {
    expect(asInstant('2026-01-01T01:30:00+01:00')).toBe('2026-01-01T00:30:00.000Z')
    expect(asInstant('2026-01-01T00:30Z')).toBe('2026-01-01T00:30:00.000Z')
  })

  it.each(['2026-01-01', '2026-01-01T00:00:00', '2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z', 'now', ''])(
    'refuse %j',
    (text) => {
      expect(asInstant(text)).toBeNull()
    },
  )
})
