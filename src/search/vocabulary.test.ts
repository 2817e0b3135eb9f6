import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suspectsIn, typingDistance, vocabularyOf, withReplaced } from './vocabulary'

const vocabulary = vocabularyOf([
  'Paspoort aanvragen',
  'reisdocument',
  'Financiële hulp',
  'paspoort kwijt',
  'kosten',
])
const corrected = (query: string) => withReplaced(query, suspectsIn(query, vocabulary, 'nl'))

describe('correcting a query', () => {
  it('mends a missing, a mistaken and a swapped letter', () => {
    expect(corrected('pasport')).toBe('paspoort')
    expect(corrected('paspoord kwijt')).toBe('paspoort kwijt')
    expect(corrected('residocument')).toBe('reisdocument')
  })

  it('leaves what occurs, what is begun, short words and question words alone', () => {
    for (const query of ['paspoort', 'reisdoc', 'hulp', 'hoeveel kost het', 'financiele hulp']) {
      expect(corrected(query)).toBe(query)
    }
  })

  it('leaves a word alone that is like no other', () => {
    expect(corrected('trouwlocatie')).toBe('trouwlocatie')
  })

  it('takes signs in a word for what they are', () => {
    const withSigns = vocabularyOf(["zzp'ers", 'e-mailadres'])
    const query = 'e-mialadres (nieuw)'
    expect(withReplaced(query, suspectsIn(query, withSigns, 'nl'))).toBe('e-mailadres (nieuw)')
  })
})

describe('the distance between two words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })

  it('is nothing for the same word only, and the same both ways', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(typingDistance(a, b, 9) === 0).toBe(a === b)
        expect(typingDistance(a, b, 9)).toBe(typingDistance(b, a, 9))
      }),
    )
  })

  it('says only that it is more when more is not asked for', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        expect(typingDistance(a, b, most)).toBe(Math.min(typingDistance(a, b, 9), most + 1))
      }),
    )
  })
})
