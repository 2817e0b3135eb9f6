import fc from 'fast-check'
import { expect, it } from 'vitest'
import { collectPostings } from './postings'
import { atOnce } from './steps'

const STEMS = 5

it('gives per stem what was taken in, item after item, and adds up what came more than once', () => {
  const row = fc.record({ stem: fc.nat(STEMS - 1), strength: fc.constantFrom(0.5, 1, 2) })
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 12 }), (items) => {
      const collected = collectPostings(STEMS)
      const expected = Array.from({ length: STEMS + 1 }, () => new Map<number, number>())
      for (const [place, rows] of items.entries())
        for (const { stem, strength } of rows) {
          collected.add(stem, place, strength)
          expected[stem]?.set(place, (expected[stem]?.get(place) ?? 0) + strength)
        }
      const postings = atOnce(collected.sorted())
      for (const [stem, found] of expected.entries()) {
        const given: [number, number][] = []
        postings.forEach(stem, (place, strength) => given.push([place, strength]))
        expect(given).toEqual([...found])
        expect(postings.count(stem)).toBe(found.size)
      }
    }),
  )
})

it('keeps more than one piece of rows', () => {
  const collected = collectPostings(2)
  const items = 40_000
  for (let place = 0; place < items; place += 1) {
    collected.add(0, place, 1)
    if (place % 2 === 0) collected.add(1, place, place)
  }
  const postings = atOnce(collected.sorted())
  expect([postings.count(0), postings.count(1)]).toEqual([items, items / 2])
  let sum = 0
  postings.forEach(1, (place, strength) => {
    expect(strength).toBe(place)
    sum += strength
  })
  expect(sum).toBe((items / 2) * (items / 2 - 1))
})
