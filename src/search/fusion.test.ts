import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fused } from './fusion'

type Hit = { readonly key: string; readonly score: number }
const hit = (key: string, score = 1): Hit => ({ key, score })
const others = new Map(['a', 'b', 'c', 'd'].map((key) => [key, hit(key, 0)]))
const keys = (hits: readonly Hit[]) => hits.map(({ key }) => key)

it('keeps each item once, with the best of the ways that found it', () => {
  const hits = fused(
    [
      { hits: [hit('a', 0.5), hit('b', 0.4)], weight: 1 },
      { hits: [hit('b', 0.9)], weight: 0.9 },
    ],
    [],
    others,
  )
  expect(hits.map(({ key, score }) => [key, score])).toEqual([
    ['b', 0.81],
    ['a', 0.5],
  ])
})

it('puts what is called so before what merely mentions it', () => {
  const mentions = { hits: [hit('a', 0.9), hit('b', 0.6)], weight: 1 }
  expect(keys(fused([mentions], [{ key: 'b', score: 0.7 }], others))).toEqual(['b', 'a'])
})

it('finds what fits by its names alone, when it satisfies the conditions', () => {
  const named = [
    { key: 'c', score: 0.5 },
    { key: 'x', score: 0.9 },
  ]
  expect(keys(fused([], named, others))).toEqual(['c'])
})

it('scores from 0 to 1, best first, each item once, whatever was found', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd')
  const found = fc.record({
    hits: fc.array(fc.record({ key, score: fc.double({ min: 0, max: 1, noNaN: true }) })),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  const named = fc.record({ key, score: fc.double({ min: 0, max: 1, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(found), fc.array(named), (together, byName) => {
      const hits = fused(together, byName, others)
      expect(new Set(keys(hits)).size).toBe(hits.length)
      const scores = hits.map(({ score }) => score)
      expect(scores).toEqual([...scores].sort((x, y) => y - x))
      for (const score of scores) expect(score >= 0 && score <= 1 + 1e-9).toBe(true)
    }),
  )
})
