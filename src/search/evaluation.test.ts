import { expect, it } from 'vitest'
import { rankOf, scores, type Answered } from './evaluation'

const answered = (hits: readonly string[][], changes: Partial<Answered['question']> = {}): Answered => ({
  question: { q: 'pas verlengen', expected: ['paspoort', 'identiteitskaart'], ...changes },
  hits,
  milliseconds: 10,
})

it('finds the place of the first hit that was expected, whatever its case', () => {
  expect(rankOf(answered([['rijbewijs'], ['Identiteitskaart', 'paspoort']]))).toBe(2)
  expect(rankOf(answered([['rijbewijs']]))).toBeNull()
})

it('counts hits within one, three and ten, their mean reciprocal rank and what has no hits', () => {
  const wrong = ['rijbewijs']
  const [all] = scores([
    answered([['paspoort']]),
    answered([wrong, wrong, ['paspoort']]),
    answered([wrong, wrong, wrong, wrong, ['paspoort']]),
    answered([]),
  ])
  expect(all).toMatchObject({
    count: 4,
    hitAt1: 0.25,
    hitAt3: 0.5,
    hitAt10: 0.75,
    meanReciprocalRank: (1 + 1 / 3 + 1 / 5) / 4,
    withoutHits: 0.25,
    p50: 10,
    p95: 10,
  })
})

it('scores each kind and origin apart', () => {
  const list = scores([
    answered([['paspoort']], { kind: 'typo', origin: 'own' }),
    answered([], { kind: 'natural', origin: 'own' }),
  ])
  expect(list.map(({ name, count, hitAt1 }) => [name, count, hitAt1])).toEqual([
    ['all', 2, 0.5],
    ['kind natural', 1, 0],
    ['kind typo', 1, 1],
    ['origin own', 2, 0.5],
  ])
})
