import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compoundsOf } from './compounds'
import { stemOf } from './stems'

const words =
  'verhuizing melden verhuismelding parkeren vergunning parkeervergunning hond belasting hondenbelasting verkeer boete verkeersboete rijbewijs kind'.split(
    ' ',
  )
const compounds = compoundsOf(words)

describe('a compound', () => {
  it.each([
    ['verhuismelding', ['verhuizing', 'melden']],
    ['parkeervergunning', ['parkeren', 'vergunning']],
    ['hondenbelasting', ['hond', 'belasting']],
    ['verkeersboete', ['verkeer', 'boete']],
  ])('%s is made of %j', (word, parts) => {
    expect(compounds.partsOf(word)).toEqual(parts)
  })

  it('is found by its parts, as they are written and in either order', () => {
    expect(compounds.joined('verhuizen', 'melden')).toBe('verhuismelding')
    expect(compounds.joined('vergunning', 'parkeer')).toBe('parkeervergunning')
    expect(compounds.joined('kind', 'melden')).toBeNull()
  })

  it('of which one part is unknown is known by the other, the longest of them', () => {
    expect(compounds.partIn('verhuismeldinggedoe')).toBe('verhuismelding')
    expect(compounds.partIn('huisvergunning')).toBe('vergunning')
    expect(compounds.partIn('xqzwvj')).toBeNull()
  })

  it('is not seen in a word of which the parts do not occur', () => {
    expect(compounds.partsOf('rijbewijs')).toBeNull()
    expect(compounds.partsOf('belasting')).toBeNull()
  })
})

it('gives the forms of one word the same stem', () => {
  for (const forms of [
    'verhuizing verhuizen verhuis',
    'melding meldingen melden',
    'kappen kap',
    'boom bomen',
  ])
    expect(new Set(forms.split(' ').map((word) => stemOf(word, 'nl'))).size, forms).toBe(1)
})

it('splits only where both parts are words, whatever the words are', () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 12 }), (list) => {
      const made = compoundsOf([...list, `${list[0]}${list[1]}`])
      for (const each of list) {
        const parts = made.partsOf(each)
        if (parts) expect(parts.every((part) => part !== each)).toBe(true)
      }
      expect(made.partsOf(`${list[0]}${list[1]}`)).not.toBeNull()
    }),
  )
})
