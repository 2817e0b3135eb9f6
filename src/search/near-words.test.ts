import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearWords, typingDistance } from './near-words'

const word = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'z', '-', '7', 'ß'),
  minLength: 1,
  maxLength: 8,
})
const counted = fc.uniqueArray(fc.record({ word, count: fc.integer({ min: 1, max: 3 }) }), {
  selector: (entry) => entry.word,
  maxLength: 40,
})

it('finds what looking at every word finds: the nearest, then the most in use, then the first', () => {
  fc.assert(
    fc.property(counted, word, fc.constantFrom(1, 2), (words, asked, most) => {
      const entries = words.map((entry) => ({ ...entry, sound: '' }))
      const byNearness = entries
        .map((entry) => ({ ...entry, distance: typingDistance(asked, entry.word, most) }))
        .filter(({ distance }) => distance <= most)
        .sort((a, b) => a.distance - b.distance || b.count - a.count)
      expect(nearWords(entries)(asked, most)).toBe(byNearness[0]?.word ?? null)
    }),
  )
})
