import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instantOf } from '../../../kernel'
import type { Instant } from '../../../kernel'
import { countsAt } from '../../../publications'
import type { LogEntry } from '../../../publications'
import { aCard } from '../../../publications/builders.fixture'
import { standingItems } from './standing-items'

const hour = (count: number): Instant => instantOf(new Date(Date.UTC(2026, 0, 1, count)))

const line = fc.record({
  item: fc.constantFrom('a', 'b'),
  isRetracted: fc.boolean(),
  /** Hours after the line before. */
  wait: fc.integer({ min: 0, max: 3 }),
  ahead: fc.integer({ min: 0, max: 6 }),
})

it('shows at every moment the lines that count then, whatever was published ahead or came twice', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(30), { maxLength: 8 }), (steps, looks) => {
      let recorded = 0
      const log = steps.map(({ item, isRetracted, wait, ahead }, index): LogEntry => {
        recorded += wait
        return {
          seq: index + 1,
          kind: 'product',
          itemId: item,
          locale: 'nl',
          type: isRetracted ? 'RETRACTED' : 'PUBLISHED',
          slug: item,
          effectiveFrom: hour(recorded + ahead),
          recordedAt: hour(recorded),
          contentHash: String(index),
          deskHash: '',
          card: isRetracted ? null : aCard(),
        }
      })
      const items = standingItems()
      let taken = 0
      for (const now of [...looks.sort((a, b) => a - b), 60].map(hour)) {
        const known = log.filter(({ recordedAt }) => recordedAt <= now)
        for (const entry of known.slice(Math.max(0, taken - 1))) items.take(entry, now)
        taken = known.length
        items.switchAt(now)
        for (const item of ['a', 'b']) {
          const counting = countsAt(
            known.filter(({ itemId }) => itemId === item),
            now,
          )
          const expected = counting?.type === 'PUBLISHED' ? counting.seq : undefined
          expect(items.shelf('product', 'nl').byId(item)?.seq).toBe(expected)
        }
      }
      expect(items.waiting()).toBe(0)
    }),
  )
})
