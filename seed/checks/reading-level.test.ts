import { describe, expect, it } from 'vitest'
import { blocksOf } from './prose'
import { readingLevelOf, syllablesIn } from './reading-level'

describe('the reading level of a text', () => {
  it.each([
    ['ik', 1],
    ['betalen', 3],
    ['gemeente', 3],
    ['reële', 3],
    ['bijstandsuitkering', 5],
    ['rt', 1],
  ])('hears the syllables of %s', (word, count) => {
    expect(syllablesIn(word)).toBe(count)
  })

  it('counts sentences within a piece, and every piece as one at least', () => {
    const level = readingLevelOf(blocksOf('U komt langs. Neem mee:\n\n- uw pas\n- een foto'))
    expect(level).toMatchObject({ words: 9, sentences: 4 })
  })

  it('calls short words in short sentences easier than long ones in a long sentence', () => {
    const easy = readingLevelOf(['Bel ons. Wij maken een afspraak met u.'])
    const hard = readingLevelOf([
      'Belanghebbenden dienen desgewenst binnen de daarvoor vastgestelde bezwaartermijn een gemotiveerd bezwaarschrift in te dienen.',
    ])
    expect(easy.ease).toBeGreaterThan(70)
    expect(hard.ease).toBeLessThan(30)
  })

  it('reads a fact as one word, and no address of a link', () => {
    expect(
      blocksOf('Dat kost **{{fact:paspoort-kosten}}**. Zie [uw pas](https://voorbeeld.nl/een/lang/adres).'),
    ).toEqual(['Dat kost feit. Zie uw pas.'])
  })
})
