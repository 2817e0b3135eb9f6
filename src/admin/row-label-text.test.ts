import { describe, expect, it } from 'vitest'
import { codeLabel, periodLabel } from './row-label-text'

describe('labels of rows', () => {
  it('tells one period of a fact from another', () => {
    const row = {
      validFrom: '2026-01-01T12:00:00.000Z',
      validUntil: '2026-12-31T12:00:00.000Z',
      amountInCents: 8387,
    }
    expect(periodLabel(row)).toBe('€ 83,87 · vanaf 1 januari 2026 tot en met 31 december 2026')
    expect(periodLabel({ phone: '14 0499', validFrom: '2026-01-01T12:00:00.000Z' })).toBe(
      '14 0499 · vanaf 1 januari 2026',
    )
    expect(periodLabel({})).toBe('nog geen begindatum')
  })

  it('names the channel or section of a text', () => {
    const names = { phone: 'Telefoon' }
    expect(codeLabel(names, { code: 'phone', words: null, rowNumber: 0 })).toBe('Telefoon')
    expect(codeLabel(names, { code: 'phone', words: 'Wat kost het?', rowNumber: 0 })).toBe(
      'Telefoon: Wat kost het?',
    )
    expect(codeLabel(names, { code: undefined, words: '', rowNumber: 2 })).toBe('Nieuw (3)')
  })
})
