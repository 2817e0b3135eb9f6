import { describe, expect, it } from 'vitest'
import { faultsOfLog } from '../faults/run/aftermath'
import type { Edited } from '../faults/run/edits'
import { faultsOfPlans, halfDone, lostEdits } from '../faults/run/judgement'
import { checkRow } from '../faults/run/judgement-of-rows'
import { register } from '../faults/run/register'
import type { Line } from '../support/backstage'

/** The fault suite passes when it finds nothing; here it is shown that it would. */
const line = (seq: number, changes: Partial<Line> = {}): Line => ({
  seq,
  kind: 'product',
  item_id: 'p1',
  locale: 'nl',
  type: 'PUBLISHED',
  slug: 'p1',
  effective_from: `2026-01-01T00:00:0${seq}.000Z`,
  recorded_at: `2026-01-01T00:00:0${seq}.000Z`,
  content_hash: `hash ${seq}`,
  record: `"w${seq}w"`,
  ...changes,
})

describe('the log', () => {
  it('is sound without gaps and repetitions', () => {
    const again = line(3, { content_hash: 'hash 1' })
    expect(faultsOfLog([line(1), line(2, { type: 'RETRACTED', content_hash: '' }), again])).toEqual([])
  })

  it.each([
    ['a gap', [line(1), line(3)]],
    ['a line twice', [line(1), line(2, { content_hash: 'hash 1' })]],
    ['time that runs back', [line(1), line(2, { recorded_at: '2025-01-01T00:00:00.000Z' })]],
  ])('is not sound with %s', (_what, lines) => {
    expect(faultsOfLog(lines)).toHaveLength(1)
  })

  it('may say the same again of a moment to come, but not twice of the same one', () => {
    const ahead = { effective_from: '2099-01-01T00:00:00.000Z', content_hash: 'ahead' }
    expect(faultsOfLog([line(1), line(2, ahead), line(3), line(4, ahead)])).toEqual([])
    expect(faultsOfLog([line(1), line(2, ahead), line(3, ahead)])).toHaveLength(1)
  })
})

describe('edits', () => {
  const edit = (outcome: Edited['outcome']): Edited => ({ number: 7, kind: 'text', product: 'p1', outcome })

  it('are lost when they were acknowledged and never published', () => {
    expect(lostEdits([edit('done')], [line(6)])).toHaveLength(1)
    expect(lostEdits([edit('done')], [line(7, { item_id: 'p2' })])).toHaveLength(1)
    expect(lostEdits([edit('done')], [line(7)])).toEqual([])
    expect(lostEdits([edit('unknown')], [line(6)])).toEqual([])
  })

  it('are half done when one text holds two of them', () => {
    const product = { id: 'p1', slug: 'p1', fact: '', text: register(0), status: register('draft' as const) }
    expect(halfDone({ products: [product] }, [line(1, { record: '"w1w" "w2w"' })])).toHaveLength(1)
    expect(halfDone({ products: [product] }, [line(1)])).toEqual([])
  })

  it.each([
    ['lost', ['PUBLISHED']],
    ['doubled', ['PUBLISHED', 'RETRACTED', 'PUBLISHED', 'RETRACTED']],
  ])('that were planned are seen to be %s', (_what, types) => {
    const planned = { id: 'p1', slug: 'p1', acknowledged: ['unpublish' as const], inDoubt: null }
    expect(
      faultsOfPlans(
        planned,
        types.map((type, index) => line(index + 1, { type })),
      ),
    ).toHaveLength(1)
  })
})

describe('a value that several write', () => {
  it('may be any that nothing acknowledged has followed', () => {
    let now = 0
    const value = register('a', () => ++now)
    const first = value.begin('b')
    const second = value.begin('c')
    first.done()
    second.done()
    value.begin('never answered')
    const refused = value.begin('refused')
    refused.refused()
    expect(value.between(now + 1, now + 1)).toEqual(['b', 'c', 'never answered'])
    value.begin('d').done()
    expect(value.between(now + 1, now + 1)).toEqual(['never answered', 'd'])
  })

  it('is refused when it was overwritten before', () => {
    const text = register(1)
    text.begin(2).done()
    const product = { id: 'p1', slug: 'p1', fact: '', text, status: register('published' as const) }
    const row = (words: string) => ({ title: words, _status: 'published' })
    const now = performance.now() + 1
    expect(() => checkRow(product, row('w2w'), now)).not.toThrow()
    expect(() => checkRow(product, row('w1w'), now)).toThrow('may hold 2')
    expect(() => checkRow(product, row('w2w w1w'), now)).toThrow('may hold 2')
    expect(() => checkRow(product, { ...row('w2w'), _status: 'draft' }, now)).toThrow('may be published')
  })
})
