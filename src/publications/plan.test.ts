import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatFact } from '../answers'
import { valueOn, type ProductSource } from '../catalogue'
import { dayOf, instantOf, previousDay, startOfDay, type Instant } from '../kernel'
import {
  aFact,
  anAnswer,
  anOrganisation,
  aProduct,
  aWorld,
  byId,
  day,
  euros,
  instant,
  richText,
} from './builders.fixture'
import type { WorldMaps } from './compile'
import type { LogEntry } from './log'
import { planPublication } from './plan'
import type { PublicRecord } from './record'
import { countsAt, visibleChange } from './visible-change'

const now = instant('2026-06-01T10:00:00Z')

function planOf(changes: Partial<ProductSource> = {}, world: WorldMaps = {}, at: Instant = now) {
  const item = { kind: 'product', source: aProduct(changes) } as const
  const result = planPublication(item, aWorld(world), 'nl', at)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function webAnswer(record: PublicRecord | null): string {
  if (record?.kind !== 'product') return '–'
  return record.answers.find((answer) => answer.channel === 'web')?.body.text ?? ''
}

const told = (plan: ReturnType<typeof planOf>) =>
  plan.entries.map((line) => `${line.effectiveFrom} ${webAnswer(line.record)}`)

describe('a plan', () => {
  it('holds the present and the fee of next year from midnight in Amsterdam', () => {
    expect(told(planOf())).toEqual([
      `${now} Een paspoort kost € 83,87.`,
      '2026-12-31T23:00:00.000Z Een paspoort kost € 86,40.',
    ])
  })

  it('begins and ends with the publication period', () => {
    const publishFrom = instant('2026-07-01T08:00:00Z')
    const publishUntil = instant('2026-09-01T08:00:00Z')
    const { entries } = planOf({ publishFrom, publishUntil })
    expect(entries.map((line) => [line.type, line.effectiveFrom])).toEqual([
      ['PUBLISHED', publishFrom],
      ['RETRACTED', publishUntil],
    ])
  })

  it('is empty when the period is over', () => {
    expect(planOf({ publishUntil: now }).entries).toEqual([])
  })

  it('needs facts that hold when the period begins, not today', () => {
    const coming = byId(aFact({ periods: [euros('2026-07-01', null, 9000)] }))
    const source = aProduct({ publishFrom: startOfDay(day('2026-07-01')) })
    expect(planPublication({ kind: 'product', source }, aWorld({ facts: coming }), 'nl', now).ok).toBe(true)
    const today = planPublication(
      { kind: 'product', source: aProduct() },
      aWorld({ facts: coming }),
      'nl',
      now,
    )
    expect(today.ok ? [] : today.error.map((problem) => problem.code)).toEqual(['fact_not_yet_valid'])
  })

  it('lets a fact that ends stand, marked overdue, while other facts go on changing', () => {
    const ends = aFact({ periods: [euros('2026-01-01', '2026-06-30', 100)] })
    const changes = aFact({
      id: 'f2',
      key: 'spoed',
      periods: [euros('2026-01-01', '2026-07-31', 200), euros('2026-08-01', null, 300)],
    })
    const plan = planOf(
      { answers: [anAnswer({ body: richText('{f1} en {f2}') })] },
      { facts: byId(ends, changes) },
    )
    expect(told(plan)).toEqual([`${now} € 1 en € 2`, '2026-07-31T22:00:00.000Z € 1 en € 3'])
    const overdue = plan.entries.map(({ record }) =>
      record?.kind === 'product' ? record.provenance.overdueFrom : null,
    )
    expect(overdue).toEqual(['2026-07-01', '2026-07-01'])
  })

  it('reaches twelve changes ahead and says when it must be made again', () => {
    const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'))
    const days = ['2026', '2027', '2028'].flatMap((year) => months.map((month) => `${year}-${month}-01`))
    const periods = days.map((from, index) =>
      euros(from, days[index + 1] === undefined ? null : `${from.slice(0, 8)}28`, index),
    )
    const plan = planOf({}, { facts: byId(aFact({ periods })) }, instant('2026-01-15T10:00:00Z'))
    // Each month holds a change, and between the 29th and the next month the last value stands.
    expect(plan.entries.length).toBeGreaterThan(1)
    expect(plan.planAgainAt).not.toBeNull()
    expect(plan.entries.every((line) => line.effectiveFrom < (plan.planAgainAt ?? ''))).toBe(true)
  })

  it('covers agent-only text, whose facts change too', () => {
    const source = anOrganisation({ deskMemo: richText('Intern: {f1}') })
    const result = planPublication({ kind: 'organisation', source }, aWorld(), 'nl', now)
    const entries = result.ok ? result.value.entries : []
    expect(entries.map((line) => line.desk?.deskMemo.text)).toEqual(['Intern: € 83,87', 'Intern: € 86,40'])
    expect(new Set(entries.map((line) => line.contentHash)).size).toBe(1)
    expect(new Set(entries.map((line) => line.deskHash)).size).toBe(2)
  })
})

it('gives equal content an equal hash, whenever it is compiled', () => {
  const [first] = planOf().entries
  const [later] = planOf({}, {}, instant('2026-08-01T10:00:00Z')).entries
  expect(later?.contentHash).toBe(first?.contentHash)
  expect(planOf({ title: 'Reispas' }).entries[0]?.contentHash).not.toBe(first?.contentHash)
})

/** A fact whose value changes on some days of 2026; sometimes it ends, and sometimes there is a gap. */
const changingFacts = fc
  .uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 })
  .chain((offsets) =>
    fc.tuple(
      fc.constant([...offsets].sort((a, b) => a - b)),
      fc.array(fc.integer({ min: 0, max: 9_999_999 }), { minLength: 6, maxLength: 6 }),
      fc.boolean(),
    ),
  )
  .map(([offsets, cents, ends]) => {
    const days = [day('2025-01-01'), ...offsets.map((offset) => dayOf(later(BEGIN, offset)))]
    const periods = days.map((from, index) => {
      const next = days[index + 1]
      const until = next === undefined ? (ends ? from : null) : previousDay(next)
      return euros(from, until, cents[index] ?? 0)
    })
    return aFact({ periods })
  })

const BEGIN = instant('2026-01-01T11:00:00Z')

function later(at: Instant, days: number): Instant {
  return instantOf(new Date(Date.parse(at) + days * 86_400_000))
}

it('makes the log give the amount of the day, whatever was changed and when', () => {
  const edits = fc.array(fc.record({ wait: fc.integer({ min: 1, max: 60 }), fact: changingFacts }), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(edits, (sequence) => {
      let log: readonly LogEntry[] = []
      let at = BEGIN
      for (const { wait, fact } of sequence) {
        const plan = planPublication(
          { kind: 'product', source: aProduct() },
          aWorld({ facts: byId(fact) }),
          'nl',
          at,
        )
        // A fact that has ended refuses the change; what stood stays, which the tests above pin.
        if (!plan.ok) return
        const lines = visibleChange(log, plan.value.entries, at)
        log = [
          ...log,
          ...lines.map((line, index) => ({ ...line, seq: log.length + index + 1, recordedAt: at })),
        ]
        for (let passed = 0; passed < wait; passed += 1) {
          const moment = later(at, passed)
          const counting = countsAt(log, moment)
          const record = plan.value.entries.find((line) => line.contentHash === counting?.contentHash)?.record
          const period = valueOn(fact, dayOf(moment)) ?? fact.periods.at(-1)
          const said = period === undefined ? null : formatFact(period.value, 'web', 'nl')
          expect(webAnswer(record ?? null)).toBe(`Een paspoort kost ${said ?? ''}.`)
        }
        at = later(at, wait)
      }
    }),
  )
})
