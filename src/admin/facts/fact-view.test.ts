import { describe, expect, it } from 'vitest'
import { dutchDay, factNotice, isTrouble, type FactView } from './fact-view'

const aView = (changes: Partial<FactView> = {}): FactView => ({
  id: 'f1',
  key: 'paspoort-kosten',
  label: 'Kosten paspoort',
  kind: 'amount',
  state: 'current',
  value: '€ 83,87',
  until: null,
  coming: null,
  ...changes,
})

describe('what the chip of a fact tells an editor', () => {
  it('says nothing more when a value holds until further notice', () => {
    expect(factNotice(aView())).toBeNull()
    expect(isTrouble(aView())).toBe(false)
  })

  it('announces a coming value with its day', () => {
    const view = aView({ until: '2026-12-31', coming: { from: '2027-01-01', value: '€ 86,10' } })
    expect(factNotice(view)).toBe('Wordt € 86,10 op 1 januari 2027.')
    expect(isTrouble(view)).toBe(false)
  })

  it('warns that a value ends with nothing after it', () => {
    const view = aView({ until: '2026-12-31', coming: { from: '2027-01-01', value: null } })
    expect(factNotice(view)).toBe('Geldt tot en met 31 december 2026; daarna is er geen waarde.')
  })

  it.each([
    [
      aView({ state: 'ended', value: null, until: '2025-12-31' }),
      'Verlopen: gold tot en met 31 december 2025.',
    ],
    [aView({ state: 'none', value: null }), 'Dit feit heeft geen waarde.'],
    [
      aView({ state: 'none', value: null, coming: { from: '2027-01-01', value: '€ 9,00' } }),
      'Nog geen waarde. Vanaf 1 januari 2027: € 9,00.',
    ],
    [aView({ state: 'draft', value: null }), 'Dit feit is nog niet gepubliceerd. Lezers zien het nog niet.'],
    [aView({ state: 'unknown', value: null }), 'Dit feit bestaat niet meer. Kies een ander feit.'],
  ])('calls for action when readers get no value', (view, notice) => {
    expect(factNotice(view)).toBe(notice)
    expect(isTrouble(view)).toBe(true)
  })

  it('writes days as Dutch people do, in any time zone', () => {
    expect(dutchDay('2026-03-01')).toBe('1 maart 2026')
  })
})
