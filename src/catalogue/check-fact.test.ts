import { describe, expect, it } from 'vitest'
import { asCalendarDay } from '../kernel'
import { checkFact, invalidity } from './check-fact'
import type { Fact, TypedValue } from './facts'
import { findCycle } from './parts'

const day = (text: string) => {
  const parsed = asCalendarDay(text)
  if (parsed === null) throw new Error(`bad day in test: ${text}`)
  return parsed
}
const money = (cents: number): TypedValue => ({ kind: 'amount', cents, currency: 'EUR' })
const aFact = (periods: Fact['periods']): Fact => ({
  id: 'f1',
  key: 'paspoort-kosten',
  kind: 'amount',
  label: { nl: 'Kosten' },
  ownerOrganisationId: null,
  source: null,
  periods,
})

describe('a fact', () => {
  it('is sound with consecutive periods of its own kind', () => {
    const fact = aFact([
      { validFrom: day('2026-01-01'), validUntil: day('2026-12-31'), value: money(8387) },
      { validFrom: day('2027-01-01'), validUntil: null, value: money(8640) },
    ])
    expect(checkFact(fact)).toEqual([])
  })

  it('names overlap, a period that ends before it begins, and a value of another kind', () => {
    const fact = aFact([
      { validFrom: day('2026-01-01'), validUntil: null, value: money(1) },
      { validFrom: day('2026-06-01'), validUntil: null, value: { kind: 'email', address: 'a@b.nl' } },
      { validFrom: day('2020-06-02'), validUntil: day('2020-06-01'), value: money(1) },
    ])
    const codes = checkFact(fact).map((problem) => `${problem.code} ${problem.where}`)
    expect(codes).toEqual([
      'fact_value_invalid periods.1',
      'period_invalid periods.2',
      'fact_periods_overlap periods',
    ])
  })

  it('without a period has no value', () => {
    expect(checkFact(aFact([])).map((problem) => problem.code)).toEqual(['fact_without_value'])
  })
})

const hours = (from: string, to: string): TypedValue => ({
  kind: 'openingHours',
  hours: { week: { monday: [{ from, to }] }, exceptions: [], byAppointment: false },
})

it.each<[string | null, TypedValue]>([
  ['amount', money(-1)],
  ['amount', money(83.87)],
  ['amount', money(Number.NaN)],
  ['duration', { kind: 'duration', iso: '5 dagen', workingDays: false }],
  ['duration', { kind: 'duration', iso: 'P', workingDays: false }],
  ['duration', { kind: 'duration', iso: 'P1DT', workingDays: false }],
  ['workingDays', { kind: 'duration', iso: 'P6W', workingDays: true }],
  [null, { kind: 'duration', iso: 'P5D', workingDays: true }],
  [null, { kind: 'duration', iso: 'P1Y6M', workingDays: false }],
  ['phone', { kind: 'phone', number: 'bel ons' }],
  [null, { kind: 'phone', number: '14 0492' }],
  ['email', { kind: 'email', address: 'info@helmond' }],
  ['url', { kind: 'url', url: 'javascript:alert(1)' }],
  ['url', { kind: 'url', url: 'https://helmond.nl@elders.example/' }],
  ['url', { kind: 'url', url: '/paspoort' }],
  [null, { kind: 'url', url: 'https://www.helmond.nl/paspoort?x=1' }],
  ['postalCode', { kind: 'address', address: { street: 'Weg', city: 'Helmond', postalCode: '0123 AB' } }],
  ['street', { kind: 'address', address: { city: 'Helmond' } }],
  ['times', hours('17:00', '09:00')],
  ['times', hours('9:00', '17:00')],
  [null, hours('09:00', '17:00')],
  ['documents', { kind: 'documents', items: [] }],
  ['number', { kind: 'number', value: Number.POSITIVE_INFINITY, unit: 'none' }],
])('finds %j in %j', (reason, value) => {
  expect(invalidity(value)).toBe(reason)
})

describe('a circle of composite products', () => {
  const parts: Record<string, string[]> = { a: ['b', 'c'], b: ['d'], c: ['a'], d: ['b'] }
  const partsOf = (id: string) => parts[id] ?? []

  it('is found with its path', () => {
    expect(findCycle('a', partsOf)).toEqual(['a', 'c', 'a'])
    expect(findCycle('x', () => ['x'])).toEqual(['x', 'x'])
  })

  it('is not found where there is none, also beside another circle', () => {
    expect(findCycle('e', (id) => (id === 'e' ? ['b'] : partsOf(id)))).toBeNull()
  })
})
