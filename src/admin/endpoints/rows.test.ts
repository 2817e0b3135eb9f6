import { describe, expect, it } from 'vitest'
import { ITEM_KINDS } from '../../catalogue'
import { followUpOf } from './follow-ups'
import { kindOfSlug, slugOfKind } from './kinds'
import { overdueDayIn } from './publication'
import { usersIn } from './usages'

describe('rows of the internal collections on the screen', () => {
  it('joins the draft and published references of one item', () => {
    const row = (fromId: string, state: string) => ({ fromKind: 'product', fromId, state })
    expect(usersIn([row('p1', 'draft'), row('p1', 'published'), row('p2', 'draft')])).toEqual([
      { collection: 'products', id: 'p1', inPublished: true, inDraft: true },
      { collection: 'products', id: 'p2', inPublished: false, inDraft: true },
    ])
  })

  it('leaves out what it does not understand', () => {
    expect(usersIn([{ fromKind: 'spaceship', fromId: 's1', state: 'draft' }])).toEqual([])
    expect(followUpOf({ targetKind: 'fact', targetId: 'f1', state: 'dreaming' })).toEqual([])
  })

  it('reads the progress of a follow-up', () => {
    const row = {
      id: 'r1',
      targetKind: 'fact',
      targetId: 'f1',
      state: 'running',
      done: 312,
      total: 1000,
      error: '',
    }
    expect(followUpOf(row)).toMatchObject([{ collection: 'facts', done: 312, total: 1000, error: null }])
  })

  it('finds the day on which an answer became overdue, in records that have one', () => {
    expect(overdueDayIn({ provenance: { overdueFrom: '2026-01-01' } })).toBe('2026-01-01')
    expect(overdueDayIn({ provenance: { overdueFrom: null } })).toBeNull()
    expect(overdueDayIn({ kind: 'theme' })).toBeNull()
    expect(overdueDayIn(null)).toBeNull()
  })

  it('knows a collection for every kind of item, and back', () => {
    for (const kind of ITEM_KINDS) expect(kindOfSlug(slugOfKind(kind) ?? '')).toBe(kind)
    expect(kindOfSlug('users')).toBeNull()
  })
})
