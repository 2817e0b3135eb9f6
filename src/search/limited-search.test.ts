import { expect, it } from 'vitest'
import type { Card } from '../publications'
import { aCard } from '../publications/builders.fixture'
import { limitedSearch } from './limited-search'

it('reads the words of a card once, however often is searched', async () => {
  let read = 0
  const card: Card = {
    ...aCard({ title: 'Paspoort aanvragen' }),
    get words() {
      read += 1
      return ['reisdocument', 'nieuw paspoort']
    },
  }
  const search = limitedSearch({
    cards: ({ kind }) => (kind === 'product' ? [{ id: 'p', slug: 'paspoort', revision: 1, card }] : []),
  })
  const found = async (query: string) => {
    const { hits } = await search.search({
      query,
      channel: 'web',
      filter: {},
      first: 10,
      locale: 'nl',
      kinds: ['product', 'question'],
      facets: true,
    })
    return hits.map(({ id }) => id)
  }
  expect(await found('reisdoc')).toEqual(['p'])
  expect(await found('nieuw paspoort')).toEqual(['p'])
  expect(await found('rijbewijs')).toEqual([])
  expect(read).toBe(1)
})
