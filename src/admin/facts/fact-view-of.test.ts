import { describe, expect, it } from 'vitest'
import type { Fact, FactPeriod } from '../../catalogue'
import type { CalendarDay } from '../../kernel'
import { factViewOf } from './fact-view-of'

const day = (text: string) => text as CalendarDay
const today = day('2026-11-23')
const fee = (cents: number, from: string, until: string | null = null): FactPeriod => ({
  validFrom: day(from),
  validUntil: until === null ? null : day(until),
  value: { kind: 'amount', cents, currency: 'EUR' },
})
const aFact = (...periods: FactPeriod[]): Fact => ({
  id: 'f1',
  key: 'paspoort-kosten',
  kind: 'amount',
  label: { nl: 'Kosten paspoort' },
  ownerOrganisationId: null,
  source: null,
  periods,
})
const viewOf = (fact: Fact, isPublished = true) => factViewOf(fact, { isPublished, locale: 'nl', today })
/** Formatted amounts hold a space that does not break. */
const euros = (text: string) => expect.stringMatching(new RegExp(`^€\\s${text}$`, 'u'))

describe('a fact as readers get it today', () => {
  it('shows the value of today and the one that comes', () => {
    expect(viewOf(aFact(fee(8387, '2026-01-01', '2026-12-31'), fee(8610, '2027-01-01')))).toMatchObject({
      state: 'current',
      value: euros('83,87'),
      until: '2026-12-31',
      coming: { from: '2027-01-01', value: euros('86,10') },
    })
  })

  it('shows that nothing follows a value that ends', () => {
    expect(viewOf(aFact(fee(8387, '2026-01-01', '2026-12-31'))).coming).toEqual({
      from: '2027-01-01',
      value: null,
    })
  })

  it('tells ended from not yet begun', () => {
    expect(viewOf(aFact(fee(8387, '2025-01-01', '2025-12-31')))).toMatchObject({
      state: 'ended',
      until: '2025-12-31',
    })
    expect(viewOf(aFact(fee(8387, '2027-01-01')))).toMatchObject({ state: 'none', value: null })
    expect(viewOf(aFact())).toMatchObject({ state: 'none', coming: null })
  })

  it('never shows the value of a fact that readers do not get', () => {
    expect(viewOf(aFact(fee(8387, '2026-01-01')), false)).toMatchObject({ state: 'draft', value: null })
  })
})
