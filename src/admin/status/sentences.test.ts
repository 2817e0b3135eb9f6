import { describe, expect, it } from 'vitest'
import type { FollowUpView, LanguageStatus } from '../admin-api'
import {
  comingSentences,
  currentSentence,
  followUpSentence,
  overdueSentence,
  planSentence,
} from './sentences'

const aStatus = (changes: Partial<LanguageStatus> = {}): LanguageStatus => ({
  locale: 'nl',
  current: { revision: 1312, since: '2026-11-23T10:05:00.000Z' },
  retractedAt: null,
  coming: [],
  overdueFrom: null,
  ...changes,
})
const aFollowUp = (changes: Partial<FollowUpView>): FollowUpView => ({
  id: 'r1',
  collection: 'facts',
  itemId: 'f1',
  title: 'Kosten paspoort',
  state: 'running',
  done: 312,
  total: 1000,
  error: null,
  ...changes,
})

describe('what an editor reads about publication', () => {
  it('tells what readers see now, in Dutch time', () => {
    expect(currentSentence(aStatus())).toBe('Lezers zien revisie 1.312, sinds 23 november 2026 om 11:05.')
    expect(currentSentence(aStatus({ current: null }))).toBe('Nog niet gepubliceerd.')
    expect(currentSentence(aStatus({ current: null, retractedAt: '2026-07-01T22:00:00.000Z' }))).toBe(
      'Van de kanalen gehaald op 2 juli 2026 om 00:00.',
    )
  })

  it('announces what changes by the clock', () => {
    const coming = [
      { at: '2026-12-31T23:00:00.000Z', type: 'PUBLISHED' as const },
      { at: '2027-02-01T11:00:00.000Z', type: 'RETRACTED' as const },
    ]
    expect(comingSentences(aStatus({ coming }))).toEqual([
      'Verandert vanzelf op 1 januari 2027 om 00:00.',
      'Verdwijnt van de kanalen op 1 februari 2027 om 12:00.',
    ])
  })

  it('tells overdue from soon overdue', () => {
    expect(overdueSentence(aStatus(), '2026-11-23')).toBeNull()
    expect(overdueSentence(aStatus({ overdueFrom: '2026-11-23' }), '2026-11-23')).toContain('Verouderd')
    expect(overdueSentence(aStatus({ overdueFrom: '2026-11-24' }), '2026-11-23')).toContain('Let op')
  })

  it('shows how far a follow-up is and why it failed', () => {
    expect(followUpSentence(aFollowUp({}))).toBe('Bezig: 312 van 1.000 bijgewerkt.')
    expect(followUpSentence(aFollowUp({ state: 'failed', error: 'geen waarde' }))).toBe(
      'Mislukt na 312 van 1.000 bijgewerkt: geen waarde. Het wordt vanzelf opnieuw geprobeerd.',
    )
    expect(followUpSentence(aFollowUp({ state: 'failed', error: 'Het heeft geen waarde.' }))).toContain(
      'geen waarde. Het wordt',
    )
  })

  it('announces what was planned, and says why it did not happen', () => {
    const at = '2027-03-01T08:00:00.000Z'
    const aPlan = { id: 'j1', collection: 'products', itemId: 'p1', title: 'Paspoort', at } as const
    expect(planSentence({ ...aPlan, type: 'publish', locale: 'en', refusal: null })).toBe(
      'Gepland: publiceren (Engels) op 1 maart 2027 om 09:00.',
    )
    expect(planSentence({ ...aPlan, type: 'unpublish', locale: null, refusal: null })).toBe(
      'Gepland: van de kanalen halen op 1 maart 2027 om 09:00.',
    )
    const refused = planSentence({ ...aPlan, type: 'publish', locale: null, refusal: 'Er is geen antwoord.' })
    expect(refused).toContain('publiceren (alle talen) op 1 maart 2027 om 09:00. Er is geen antwoord.')
    expect(refused).toContain('niet vanzelf opnieuw')
  })
})
