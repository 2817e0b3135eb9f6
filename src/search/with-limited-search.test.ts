import { describe, expect, it } from 'vitest'
import type { SearchOutcome, SearchPort, SearchQuery } from './port'
import { withLimitedSearch } from './with-limited-search'

const query: SearchQuery = {
  query: 'paspoort',
  channel: 'web',
  filter: {},
  first: 10,
  locale: 'nl',
  kinds: ['product', 'question'],
  facets: true,
}
const outcome = (limited: boolean): SearchOutcome => ({
  hits: [],
  total: 0,
  took: 0,
  corrected: null,
  words: [],
  facets: [],
  limited,
})
const limited: SearchPort = { search: async () => outcome(true) }

function anEngine() {
  const engine = { isUp: true, asked: 0 }
  const port: SearchPort = {
    async search() {
      engine.asked += 1
      if (!engine.isUp) throw new Error('connection refused')
      return outcome(false)
    },
  }
  return { engine, port }
}

describe('searching while the engine comes and goes', () => {
  it('answers in a limited way, marked as such, and leaves a dead engine alone', async () => {
    const { engine, port } = anEngine()
    let time = 0
    const search = withLimitedSearch(port, limited, { now: () => time, failuresToOpen: 3, restMs: 1000 })
    expect((await search.search(query)).limited).toBe(false)

    engine.isUp = false
    for (let turn = 0; turn < 10; turn += 1) expect((await search.search(query)).limited).toBe(true)
    expect(engine.asked).toBe(4)

    engine.isUp = true
    expect((await search.search(query)).limited).toBe(true)
    time = 1001
    expect((await search.search(query)).limited).toBe(false)
    expect((await search.search(query)).limited).toBe(false)
  })

  it('tells every failure', async () => {
    const { engine, port } = anEngine()
    engine.isUp = false
    const told: unknown[] = []
    await withLimitedSearch(port, limited, { onError: (error) => told.push(error) }).search(query)
    expect(told).toEqual([new Error('connection refused')])
  })
})
