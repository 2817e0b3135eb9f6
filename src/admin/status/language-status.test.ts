import { describe, expect, it } from 'vitest'
import type { Instant } from '../../kernel'
import { languageStatuses, type StatusLine } from './language-status'

const moment = (day: string) => `${day}T00:00:00.000Z` as Instant
const aLine = (seq: number, effectiveFrom: string, changes: Partial<StatusLine> = {}): StatusLine => ({
  seq,
  locale: 'nl',
  type: 'PUBLISHED',
  effectiveFrom: moment(effectiveFrom),
  recordedAt: moment('2026-11-01'),
  ...changes,
})
const dutch = (lines: readonly StatusLine[], overdueFrom: (seq: number) => string | null = () => null) =>
  languageStatuses(lines, moment('2026-11-23'), overdueFrom)[0]

describe('what readers see of an item, per language', () => {
  it('is nothing in a language without lines', () => {
    const statuses = languageStatuses([aLine(1, '2026-11-02')], moment('2026-11-23'), () => null)
    expect(statuses.map(({ current, locale }) => [locale, current?.revision])).toEqual([
      ['nl', 1],
      ['en', undefined],
    ])
  })

  it('is the last line that has begun, and the coming ones that will count', () => {
    const replaced = aLine(2, '2026-12-01')
    const lines = [aLine(1, '2026-11-02'), replaced, aLine(3, '2026-11-20'), aLine(4, '2027-01-01')]
    expect(dutch(lines)).toMatchObject({
      current: { revision: 3, since: moment('2026-11-20') },
      coming: [{ at: moment('2027-01-01'), type: 'PUBLISHED' }],
    })
  })

  it('began at the moment of writing for a line that works back', () => {
    expect(dutch([aLine(1, '2026-01-01')])?.current?.since).toBe(moment('2026-11-01'))
  })

  it('is nothing after a retraction, and says since when', () => {
    const lines = [aLine(1, '2026-11-02'), aLine(2, '2026-11-20', { type: 'RETRACTED' })]
    expect(dutch(lines, () => '2026-11-01')).toMatchObject({
      current: null,
      retractedAt: moment('2026-11-20'),
      overdueFrom: null,
    })
  })

  it('is overdue when the line that counts says so', () => {
    expect(dutch([aLine(1, '2026-11-02')], (seq) => (seq === 1 ? '2026-11-21' : null))?.overdueFrom).toBe(
      '2026-11-21',
    )
  })
})
