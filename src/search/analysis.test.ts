import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, termsOf, wordsOf } from './analysis'

describe('the terms of a query', () => {
  it('leaves question words out of a whole question', () => {
    expect(termsOf('Hoeveel kost een paspoort voor mijn kind?', 'nl')).toEqual(['paspoort', 'kind'])
    expect(termsOf('How much is a passport for my child?', 'en')).toEqual(['passport', 'child'])
  })

  it('keeps a question that consists of nothing else', () => {
    expect(termsOf('wie is wie?', 'nl')).toEqual(['wie', 'is', 'wie'])
  })

  it('takes signs of a query language for nothing', () => {
    expect(termsOf('"paspoort" -kwijt', 'nl')).toEqual(['paspoort', 'kwijt'])
  })

  it('never makes up a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        const typed = wordsOf(query)
        expect(typed).toEqual(expect.arrayContaining([...termsOf(query, 'nl')]))
        expect(termsOf(query, 'nl').length > 0).toBe(typed.length > 0)
      }),
    )
  })
})

it('compares words without accents and case', () => {
  expect(fold('Financiële Coördinatie')).toBe('financiele coordinatie')
})
