import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namesIndexOf, type NamedItem } from './names-index'

const product = (key: string, title: string, names: readonly string[] = []): NamedItem => ({
  key,
  kind: 'product',
  title,
  labels: [],
  names,
})
const ITEMS = [
  product('paspoort', 'Paspoort aanvragen', ['reisdocument', 'pas verlopen']),
  product('parkeren', 'Parkeervergunning', ['auto voor de deur', 'bewoner']),
  product('kap', 'Boom kappen', ['boom omzagen']),
  product('terras', 'Vergunning voor een terras', ['parkeren bij het terras']),
  product('hond', 'Hondenbelasting', ['hond aanmelden', 'geboorteakte hond']),
]
const ranked = (query: string, items: readonly NamedItem[] = ITEMS) =>
  namesIndexOf(items, 'nl')
    .rank(query)
    .map(({ key }) => key)

describe('the names of items', () => {
  it('find an item by what people call it, whatever the form of the words', () => {
    expect(ranked('mijn pas is verlopen')[0]).toBe('paspoort')
    expect(ranked('bomen omgezaagd?')[0]).toBe('kap')
  })

  it('find the parts of a compound, and a compound by its parts', () => {
    expect(ranked('vergunning om te parkeren')).toContain('parkeren')
    expect(ranked('honden belasting')[0]).toBe('hond')
    expect(ranked('boomkap')[0]).toBe('kap')
  })

  it('put the product first that the national list calls just so', () => {
    const labelled = (key: string, labels: readonly string[]) => ({ ...product(key, 'Rijbewijs'), labels })
    const items = [
      labelled('gezondheidsverklaring', ['rijbewijs gezondheidsverklaring']),
      labelled('rijbewijs', ['rijbewijs']),
    ]
    expect(ranked('rijbewijs', items)).toEqual(['rijbewijs', 'gezondheidsverklaring'])
  })

  it('find a misspelled word by the nearest name', () => {
    expect(ranked('parkeervergunnig')[0]).toBe('parkeren')
  })

  it('find words that were typed with a hyphen between them', () => {
    expect(ranked('reis-document')[0]).toBe('paspoort')
    expect(ranked('hond-aanmelden')[0]).toBe('hond')
  })

  it('let a rare word count more than a common one', () => {
    const items = [
      product('a', 'Vergunning terras'),
      product('b', 'Vergunning evenement'),
      product('c', 'Vergunning markt'),
      product('d', 'Ontheffing terras'),
    ]
    expect(ranked('vergunning terras', items).slice(0, 2)).toEqual(['a', 'd'])
  })

  it('find what is meant by a word or phrase that means the same', () => {
    const same = [{ locale: 'nl' as const, terms: ['paspoort', 'roze boekje', 'wijnrood ding'], targets: [] }]
    const found = (query: string) => namesIndexOf(ITEMS, 'nl', same).rank(query)[0]?.key
    expect(found('mijn roze boekje is weg')).toBe('paspoort')
    expect(found('boekje')).toBeUndefined()
  })

  it('put the product before a question that fits alike', () => {
    const question: NamedItem = { ...product('q', 'Boom kappen', ['boom omzagen']), kind: 'question' }
    expect(ranked('boom kappen', [question, ...ITEMS]).slice(0, 2)).toEqual(['kap', 'q'])
  })

  it('hold nothing for a query without a word of theirs, and nothing at all when there are none', () => {
    expect(ranked('xqzwvj')).toEqual([])
    expect(ranked('paspoort', [])).toEqual([])
  })

  it('score from 0 to 1, best first, each item once', () => {
    const word = fc.constantFrom(
      'paspoort',
      'boom',
      'hond',
      'parkeer',
      'vergunning',
      'aanmelden',
      'de',
      'xyz',
      'pas',
    )
    const index = namesIndexOf(ITEMS, 'nl')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const found = index.rank(words.join(' '))
        const scores = found.map(({ score }) => score)
        expect(scores).toEqual([...scores].sort((a, b) => b - a))
        expect(scores.every((score) => score > 0 && score <= 1)).toBe(true)
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length)
      }),
    )
  })
})
