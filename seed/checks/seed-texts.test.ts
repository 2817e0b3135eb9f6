import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSeed, type Seed } from '../read-seed'
import { proseOf, type Prose } from './prose'
import { MOST_WORDS_PER_SENTENCE, PLAIN_EASE, readingLevelOf } from './reading-level'
import { dutchSpeller, misspelled, type Speller } from './spelling'

let seed: Seed
let dutch: readonly Prose[]
let speller: Speller

beforeAll(async () => {
  seed = await readSeed()
  dutch = proseOf(seed, 'nl')
  speller = await dutchSpeller()
})
afterAll(() => speller.dispose())

describe('the speller', () => {
  it('knows Dutch words, compounds and the own words of the seed, and no misspelled ones', () => {
    const words = ['gemeentehuis', 'huurtoeslagaanvraag', 'Dommelrode', 'gemeentehuys', 'aanvraagen']
    expect(words.map(speller.knows)).toEqual([true, true, true, false, false])
  })
})

describe('the Dutch texts of the seed', () => {
  it('are spelled as in the dictionary (names and terms: seed/checks/words.txt)', () => {
    expect(Object.fromEntries(misspelled(dutch, speller))).toEqual({})
  })

  it('write terms, ages and amounts as facts, also in words', () => {
    const number =
      'twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|twintig|dertig|honderd'
    const unit = 'dagen|weken|maanden|jaar|jaren|werkdagen|uur|euro|procent'
    const typed = dutch.flatMap(({ place, blocks }) =>
      blocks
        .flatMap((block) => block.match(new RegExp(`\\b(?:${number}) (?:${unit})\\b`, 'giu')) ?? [])
        .map((term) => `${place}: ${term}`),
    )
    expect(typed).toEqual([])
  })

  it('read easily: short sentences in every text, plain words in half of them', () => {
    const levels = dutch
      .map(({ place, blocks }) => ({ place, ...readingLevelOf(blocks) }))
      .filter(({ words }) => words >= 20)
    const long = levels.filter(({ wordsPerSentence }) => wordsPerSentence > MOST_WORDS_PER_SENTENCE)
    expect(long.map(({ place, wordsPerSentence }) => `${place}: ${wordsPerSentence.toFixed(1)}`)).toEqual([])
    const eases = levels.map(({ ease }) => ease).sort((a, b) => a - b)
    expect(eases[Math.floor(eases.length / 2)]).toBeGreaterThan(PLAIN_EASE)
  })
})

describe('every product of the seed', () => {
  it('is reached from a theme at the top', () => {
    const parentOf = new Map(seed.themes.map(({ slug, parent }) => [slug, parent]))
    const isReached = (theme: string): boolean => {
      if (!parentOf.has(theme)) return false
      const parent = parentOf.get(theme)
      return parent === undefined || isReached(parent)
    }
    expect(seed.products.filter(({ themes }) => !themes.some(isReached)).map(({ slug }) => slug)).toEqual([])
  })

  it('covers the names of the national list that the seed names', () => {
    const covered = new Set(seed.products.flatMap(({ upl }) => upl))
    expect(seed.upl.filter(({ label }) => !covered.has(label)).map(({ label }) => label)).toEqual([])
  })
})
