import { expect, it } from 'vitest'
import type { Locale } from '../catalogue'
import { namesIndexOf, type NamedItem } from './names-index'
import { planQueries } from './query-plan'

const item = (key: string, title: string, names: readonly string[] = []): NamedItem => ({
  key,
  kind: 'product',
  title,
  labels: [],
  names,
})
const names = {
  nl: namesIndexOf(
    [
      item('verhuizen', 'Verhuizing melden', ['verhuismelding']),
      item('parkeren', 'Parkeervergunning', ['parkeren', 'vergunning']),
      item('subsidie', 'Subsidie'),
    ],
    'nl',
  ),
  en: namesIndexOf([item('passport', 'Applying for a passport', ['renew your passport'])], 'en'),
}
const plan = (query: string, locale: Locale = 'nl') => planQueries(query, locale, names)

it('asks for the words that say something, as they were typed, and by their stems', () => {
  expect(plan('Hoe kan ik een subsidie aanvragen?').together).toEqual([
    { words: ['subsidie'], among: 'texts', locale: 'nl', weight: 1 },
    { words: ['subsidie'], among: 'stems', locale: 'nl', weight: 0.97 },
  ])
})

it('writes as one what the catalogue writes as one', () => {
  expect(plan('parkeer vergunning bewoners').together.map((each) => each.words)).toContainEqual([
    'parkeervergunning',
    'bewoners',
  ])
})

it('takes a compound apart that the catalogue does not have', () => {
  expect(plan('verhuisvergunning').together.at(-1)?.words).toEqual(['verhuis', 'vergun'])
})

it('looks in the English texts and names too when the words are rather English', () => {
  expect(plan('how do I renew my passport').together.map(({ locale }) => locale)).toContain('en')
  expect(plan('renew passport').named.map(({ key }) => key)).toEqual(['passport'])
  expect(plan('parkeren').together.map(({ locale }) => locale)).not.toContain('en')
})

it('does not look for what all items have, a price, when there is something else', () => {
  expect(plan('Wat kost een subsidie?').together.map(({ words }) => words)).toEqual([
    ['subsidie'],
    ['subsidie'],
  ])
  expect(plan('kosten').together[0]?.words).toEqual(['kosten'])
})

it('does not look in English texts while there are none', () => {
  const dutch = planQueries('how do I renew my passport', 'nl', { nl: names.nl, en: namesIndexOf([], 'en') })
  expect(dutch.together.map(({ locale }) => locale)).not.toContain('en')
})

it('says which words it asks for, in every way of writing them', () => {
  expect(plan('parkeer vergunning bewoners').words).toEqual([
    'parkeer',
    'vergunning',
    'bewoners',
    'parkeervergunning',
  ])
  expect(plan('Wat kost een subsidie?').words).toEqual(['kost', 'subsidie'])
  expect(plan('verhuisvergunning').words).toEqual(['verhuisvergunning', 'verhuizing', 'vergunning'])
})

it('asks for a word that says little when there is no other', () => {
  expect(plan('aanvragen').together[0]?.words).toEqual(['aanvragen'])
})

it('ranks nothing by names while they are not known', () => {
  expect(planQueries('subsidie', 'nl', null).named).toEqual([])
})
