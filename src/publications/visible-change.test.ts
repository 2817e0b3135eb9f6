import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, type Instant } from '../kernel'
import type { LogEntry, NewLogEntry } from './log'
import { countsAt, visibleChange } from './visible-change'

const BEGIN = Date.parse('2026-01-01T00:00:00Z')
const at = (minute: number): Instant => instantOf(new Date(BEGIN + minute * 60_000))

/** A planned line whose words are `says`; null takes the item away. */
function planned(minute: number, says: string | null, slug = 'paspoort'): NewLogEntry {
  return {
    kind: 'product',
    itemId: 'p1',
    locale: 'nl',
    type: says === null ? 'RETRACTED' : 'PUBLISHED',
    slug,
    effectiveFrom: at(minute),
    contentHash: says ?? '',
    deskHash: '',
    card: null,
    record: null,
    desk: null,
  }
}

function append(
  log: readonly LogEntry[],
  lines: readonly NewLogEntry[],
  minute: number,
): readonly LogEntry[] {
  const numbered = lines.map((line, index) => ({
    ...line,
    seq: log.length + index + 1,
    recordedAt: at(minute),
  }))
  return [...log, ...numbered]
}

const said = (line: Pick<NewLogEntry, 'contentHash'> | null | undefined): string => line?.contentHash ?? ''
const summary = (lines: readonly NewLogEntry[]) =>
  lines.map((line) => `${line.effectiveFrom} ${said(line) || '–'}`)

describe('what is appended', () => {
  const log = append([], [planned(0, 'A'), planned(60, 'B'), planned(90, 'C')], 0)

  it('is nothing when readers already get the plan', () => {
    expect(visibleChange(log, [planned(10, 'A'), planned(60, 'B'), planned(90, 'C')], at(10))).toEqual([])
  })

  it('is all that is to come when the present changes, since a new line outranks the older ones', () => {
    const lines = visibleChange(log, [planned(10, 'A2'), planned(60, 'B'), planned(90, 'C')], at(10))
    expect(summary(lines)).toEqual([`${at(10)} A2`, `${at(60)} B`, `${at(90)} C`])
  })

  it('leaves the present alone when only what is to come changes', () => {
    const lines = visibleChange(log, [planned(10, 'A'), planned(60, 'B2'), planned(90, 'C')], at(10))
    expect(summary(lines)).toEqual([`${at(60)} B2`, `${at(90)} C`])
  })

  it('takes back a change to come by saying again what stands', () => {
    expect(summary(visibleChange(log, [planned(10, 'A')], at(10)))).toEqual([`${at(60)} A`])
  })

  it('takes the item away, with everything to come, when nothing is planned', () => {
    const lines = visibleChange(log, [], at(10))
    expect(lines.map((line) => [line.type, line.slug, line.effectiveFrom])).toEqual([
      ['RETRACTED', 'paspoort', at(10)],
    ])
    expect(visibleChange(append(log, lines, 10), [], at(20))).toEqual([])
    expect(visibleChange([], [], at(20))).toEqual([])
  })

  it('is a line for a new slug with the same words', () => {
    const lines = visibleChange(log.slice(0, 1), [planned(10, 'A', 'reispas')], at(10))
    expect(lines.map((line) => line.slug)).toEqual(['reispas'])
  })
})

/** A plan made at some minute: steps at later minutes, the first perhaps now. */
const plans = fc.array(
  fc.record({
    wait: fc.integer({ min: 1, max: 6 }),
    steps: fc.uniqueArray(
      fc.record({ after: fc.integer({ min: 0, max: 12 }), says: fc.constantFrom('A', 'B', 'C', null) }),
      { selector: (step) => step.after, maxLength: 4 },
    ),
  }),
  { minLength: 1, maxLength: 8 },
)

describe('the log, whatever was planned and replanned', () => {
  it('says at every moment what the plan last made says for it, then and in hindsight', () => {
    fc.assert(
      fc.property(plans, (sequence) => {
        let log: readonly LogEntry[] = []
        let now = 0
        const then: { minute: number; says: string }[] = []
        for (const { wait, steps } of sequence) {
          const plan = [...steps]
            .sort((a, b) => a.after - b.after)
            .map((step) => planned(now + step.after, step.says))
          log = append(log, visibleChange(log, plan, at(now)), now)
          expect(visibleChange(log, plan, at(now))).toEqual([])
          for (let minute = now; minute < now + wait; minute += 1) {
            const says = said(plan.findLast((line) => line.effectiveFrom <= at(minute)))
            expect(said(countsAt(log, at(minute)))).toBe(says)
            then.push({ minute, says })
          }
          now += wait
        }
        for (const { minute, says } of then) expect(said(countsAt(log, at(minute)))).toBe(says)
      }),
      { numRuns: 500 },
    )
  })

  it('needs only the lines that count now or may count later', () => {
    fc.assert(
      fc.property(plans, (sequence) => {
        let log: readonly LogEntry[] = []
        let now = 0
        for (const { wait, steps } of sequence) {
          const plan = [...steps]
            .sort((a, b) => a.after - b.after)
            .map((step) => planned(now + step.after, step.says))
          const current = countsAt(log, at(now))
          const standing = log.filter((line) => line === current || line.effectiveFrom > at(now))
          const lines = visibleChange(standing, plan, at(now))
          expect(lines).toEqual(visibleChange(log, plan, at(now)))
          log = append(log, lines, now)
          now += wait
        }
      }),
    )
  })
})
