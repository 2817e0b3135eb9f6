import { afterEach, expect, it } from 'vitest'
import type { SearchOutcome, SearchPort, SearchQuery } from '../../../src/search/port'
import { openDelivery } from './open-delivery'
import type { OpenDelivery } from './open-delivery'
import { aProduct, aQuestion, published, retracted } from './records'

let delivery: OpenDelivery
afterEach(() => delivery.close())

const QUERY = `{ search(query: "pasport", channel: phone, filter: { theme: "reizen", kinds: [PRODUCT] }, first: 5) {
  limited total correctedQuery searchId took facets { name values { value label count } }
  hits { id title snippet score answer { channel } web: answer(channel: web) { channel } } } }`

const outcome = (changes: Partial<SearchOutcome> = {}): SearchOutcome => ({
  hits: [{ kind: 'product', id: 'p-paspoort', score: 0.8 }],
  total: 1,
  took: 3.6,
  corrected: 'paspoort',
  words: ['paspoort'],
  facets: [{ name: 'theme', values: [{ value: 'reizen', label: 'Reizen', count: 1 }] }],
  limited: false,
  ...changes,
})

it('asks the engine what was asked, and answers with the texts of the read model', async () => {
  const asked: SearchQuery[] = []
  const engine: SearchPort = {
    search: async (query) => {
      asked.push(query)
      return outcome()
    },
  }
  delivery = await openDelivery({ search: () => engine })
  await delivery.publish(published(aProduct()))
  const { search } = Object((await delivery.query(QUERY)).body.data)
  expect(asked).toEqual([
    {
      query: 'pasport',
      channel: 'phone',
      filter: { theme: 'reizen' },
      first: 5,
      locale: 'nl',
      kinds: ['product'],
      facets: true,
    },
  ])
  expect(search).toMatchObject({
    limited: false,
    total: 1,
    correctedQuery: 'paspoort',
    took: 4,
    facets: [{ name: 'theme', values: [{ value: 'reizen', label: 'Reizen', count: 1 }] }],
    hits: [
      {
        title: 'Paspoort',
        snippet: expect.stringContaining('<mark>paspoort</mark>'),
        answer: { channel: 'phone' },
        web: { channel: 'web' },
      },
    ],
  })
  expect(search.searchId).toMatch(/^[0-9a-f-]{36}$/)
})

it.each([
  ['{ search(query: "paspoort") { total } }', false],
  ['{ search(query: "paspoort") { total facets { name } } }', true],
  ['{ search(query: "paspoort") { ...found } } fragment found on SearchResult { facets { name } }', true],
  ['{ search(query: "paspoort") { ... on SearchResult { facets { name } } } }', true],
])('has facets counted only when they are asked for: %s', async (query, isCounted) => {
  const asked: boolean[] = []
  const engine: SearchPort = {
    search: async ({ facets }) => {
      asked.push(facets)
      return outcome()
    },
  }
  delivery = await openDelivery({ search: () => engine })
  // The second time the query has been compiled.
  await delivery.query(query)
  await delivery.query(query)
  expect(asked).toEqual([isCounted, isCounted])
})

it('leaves out a hit that was retracted after it was indexed', async () => {
  delivery = await openDelivery({ search: () => ({ search: async () => outcome() }) })
  await delivery.publish(published(aProduct()))
  await delivery.publish(retracted({ kind: 'product', id: 'p-paspoort', slug: 'paspoort' }))
  expect(Object((await delivery.query(QUERY)).body.data).search.hits).toEqual([])
})

it('searches the cards, and says so, while the engine does not answer', async () => {
  const engine: SearchPort = {
    search: async () => {
      throw new Error('connect ECONNREFUSED 127.0.0.1:7700')
    },
  }
  delivery = await openDelivery({ search: () => engine })
  await delivery.publish(published(aProduct()), published(aQuestion()))
  const answer = await delivery.query('{ search(query: "paspoort") { limited hits { kind slug } } }')
  expect(answer.body.data).toMatchObject({ search: { limited: true } })
  expect(answer.text).toContain('paspoort-kwijt')
  expect(answer.text).not.toContain('ECONNREFUSED')
  expect((await delivery.get('/metrics')).text).toContain('pdc_search_failures_total 1')
})
