import { describe, expect, it } from 'vitest'
import { PROBLEM_CODES } from '../publications'
import { problemMessage } from './problems'

describe('reasons why something cannot be published', () => {
  it.each(PROBLEM_CODES)('has a whole sentence for %s, also without details', (code) => {
    const message = problemMessage({ code, where: 'title', params: {} })
    expect(message).toMatch(/^[A-Z].*\.$/u)
    expect(message).not.toMatch(/undefined|“”/u)
  })

  it('names the fact by its label and its key, and the day in words', () => {
    const params = { fact: 'paspoort-kosten', label: 'Kosten paspoort', validUntil: '2025-12-31' }
    expect(problemMessage({ code: 'fact_expired', where: 'answers.web.body', params })).toBe(
      'Het feit “Kosten paspoort” (paspoort-kosten) is verlopen: het gold tot en met 31 december 2025.',
    )
  })

  it('names the fact by its key alone where nothing else is known', () => {
    const params = { fact: 'paspoort-kosten', first: '2026-01-01', second: '2026-06-01' }
    expect(problemMessage({ code: 'fact_periods_overlap', where: 'periods', params })).toBe(
      'Het feit “paspoort-kosten” heeft perioden die overlappen: vanaf 1 januari 2026 en vanaf 1 juni 2026.',
    )
  })

  it.each(['fact_unknown', 'organisation_unpublished'] as const)('shows no id in %s', (code) => {
    const id = '81a166cb-3f0e-4c55-9d6a-0c7f3d3f1f10'
    const message = problemMessage({ code, where: 'organisation', params: { fact: id, organisation: id } })
    expect(message).not.toContain(id)
    expect(message).not.toContain('“”')
  })

  it('leaves a day as it is when it is none', () => {
    const params = { fact: 'x', validFrom: 'morgen' }
    expect(problemMessage({ code: 'fact_not_yet_valid', where: 'periods', params })).toContain('op morgen.')
  })

  it.each(['amount', 'duration', 'postalCode', 'times', 'email'])(
    'says what is wrong with a value: %s',
    (reason) => {
      const params = { fact: 'x', validFrom: '2026-01-01', reason }
      const message = problemMessage({ code: 'fact_value_invalid', where: 'periods', params })
      expect(message).toMatch(/klopt \(vanaf 1 januari 2026\)\. [A-Z].*\.$/)
      expect(message).not.toContain('opnieuw in')
    },
  )

  it('names the channel', () => {
    const params = { channel: 'phone', length: '700', limit: '650' }
    expect(problemMessage({ code: 'answer_too_long', where: 'answers.phone.short', params })).toBe(
      'Telefoon: De tekst is te lang: 700 tekens, hoogstens 650.',
    )
  })
})
