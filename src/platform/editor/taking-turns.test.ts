import fc from 'fast-check'
import { expect, it } from 'vitest'
import { takingTurns } from './taking-turns'

/** Who gets each turn, when each needs so many of them and comes after so many. */
function turnsOf(
  works: readonly { readonly needs: number; readonly comesAfter: number }[],
): readonly number[] {
  const next = takingTurns<{ readonly id: string }>()
  const left = works.map(({ needs }) => needs)
  const order: number[] = []
  const total = left.reduce((sum, needs) => sum + needs, 0)
  for (let turn = 0; order.length < total && turn < 1_000; turn += 1) {
    const waiting = works.flatMap(({ comesAfter }, number) =>
      comesAfter <= turn && (left[number] ?? 0) > 0 ? [{ id: String(number) }] : [],
    )
    const chosen = next(waiting)
    if (!chosen) continue
    order.push(Number(chosen.id))
    left[Number(chosen.id)] = (left[Number(chosen.id)] ?? 0) - 1
  }
  return order
}

it('does a short one while a long one goes on', () => {
  expect(
    turnsOf([
      { needs: 5, comesAfter: 0 },
      { needs: 1, comesAfter: 2 },
    ]),
  ).toEqual([0, 0, 0, 1, 0, 0])
})

it('keeps to the queue among those that have waited as long', () => {
  expect(turnsOf([1, 1, 1].map((needs) => ({ needs, comesAfter: 0 })))).toEqual([0, 1, 2])
})

it('gives everybody all their turns, and lets nobody wait longer than two turns of each of the others', () => {
  const work = fc.record({
    needs: fc.integer({ min: 1, max: 9 }),
    comesAfter: fc.integer({ min: 0, max: 20 }),
  })
  fc.assert(
    fc.property(fc.array(work, { minLength: 1, maxLength: 6 }), (works) => {
      const order = turnsOf(works)
      for (const [number, { needs, comesAfter }] of works.entries()) {
        const places = order.flatMap((chosen, place) => (chosen === number ? [place] : []))
        expect(places).toHaveLength(needs)
        // From coming to the first turn, and from each turn to the next.
        for (const [index, place] of places.entries())
          expect(place - (places[index - 1] ?? comesAfter)).toBeLessThanOrEqual(2 * works.length)
      }
    }),
  )
})
