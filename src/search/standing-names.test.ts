import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instantOf, type Instant } from '../kernel'
import type { Card } from '../publications'
import { aCard } from '../publications/builders.fixture'
import { documentKey } from './documents'
import { namesIndexOf, type NamedItem } from './names-index'
import { standingNames, type Names, type NamesSource, type StandingNames } from './standing-names'

const card = (title: string, words: readonly string[] = []): Card =>
  aCard({ title, words: [title, ...words] })

/** A catalogue of Dutch products that tests change; every change gives another state. */
function catalogue(first: Readonly<Record<string, Card>>) {
  let cards = first
  let revision = 1
  const at: Instant = instantOf(new Date(0))
  const source: NamesSource = {
    revision: () => revision,
    builtAt: () => at,
    cards: ({ kind, locale }) =>
      kind === 'product' && locale === 'nl'
        ? Object.entries(cards).map(([id, each]) => ({ id, slug: id, revision: 1, card: each }))
        : [],
    isPublished: ({ kind, id, locale }) => kind === 'product' && locale === 'nl' && id in cards,
  }
  return {
    source,
    become: (next: Readonly<Record<string, Card>>) => {
      cards = next
      revision += 1
    },
  }
}

/** Lets time pass without waiting for it, and holds the making up until told. */
function hands() {
  let time = 0
  const paused: (() => void)[] = []
  return {
    now: () => time,
    pass: (ms: number) => {
      time += ms
    },
    pause: () => new Promise<void>((resume) => paused.push(resume)),
    /** The names once nothing more is being made. */
    after: async (names: StandingNames): Promise<Names> => {
      void names()
      for (let quiet = 0; quiet < 20; quiet += 1) {
        if (paused.length > 0) quiet = 0
        for (const resume of paused.splice(0)) resume()
        await Promise.resolve()
      }
      return names()
    },
  }
}

const titles = (names: Names, query: string) => names.nl.rank(query).map(({ key }) => key)

it('tells at once that an item is gone, whose name is still known', async () => {
  const { source, become } = catalogue({ a: card('Paspoort') })
  const clock = hands()
  const names = await clock.after(standingNames(source, clock))
  expect(names.isPublished('product_a', 'nl')).toBe(true)
  become({})
  expect([titles(names, 'paspoort'), names.isPublished('product_a', 'nl')]).toEqual([['product_a'], false])
})

it('gives the names of before while those of now are being made, and those after that', async () => {
  const { source, become } = catalogue({ a: card('Paspoort') })
  const clock = hands()
  const names = standingNames(source, clock)
  const first = await clock.after(names)
  expect(titles(first, 'paspoort')).toEqual(['product_a'])

  become({ a: card('Rijbewijs') })
  expect(names()).toBe(first)
  clock.pass(5_000)
  expect(names()).toBe(first)
  expect(titles(await clock.after(names), 'rijbewijs')).toEqual(['product_a'])
})

it('does not make the names anew when only other texts changed', async () => {
  const { source, become } = catalogue({ a: card('Paspoort', ['pas']) })
  const clock = hands()
  const names = standingNames(source, clock)
  const first = await clock.after(names)
  become({ a: { ...card('Paspoort', ['pas']), themes: ['reizen'] } })
  clock.pass(5_000)
  expect((await clock.after(names)).nl).toBe(first.nl)
})

it('takes new synonyms in', async () => {
  const { source } = catalogue({ a: card('Paspoort') })
  const clock = hands()
  let synonyms: Parameters<typeof namesIndexOf>[2] = []
  const names = standingNames(source, { ...clock, synonyms: () => synonyms ?? [] })
  expect(titles(await clock.after(names), 'reisboekje')).toEqual([])
  synonyms = [{ locale: 'nl', terms: ['paspoort', 'reisboekje'], targets: [] }]
  clock.pass(5_000)
  expect(titles(await clock.after(names), 'reisboekje')).toEqual(['product_a'])
})

it('tells who waits for the first names why there are none, and tries again', async () => {
  const { source } = catalogue({ a: card('Paspoort') })
  let isBroken = true
  const names = standingNames({
    ...source,
    cards: (query) => {
      if (isBroken) throw new Error('no cards')
      return source.cards(query)
    },
  })
  await expect(names()).rejects.toThrow('no cards')
  isBroken = false
  expect(titles(await names(), 'paspoort')).toEqual(['product_a'])
})

it('ranks after any changes as if everything had been read for the first time', async () => {
  const word = fc.constantFrom(
    'hond',
    'honden',
    'belasting',
    'hondenbelasting',
    'café',
    'de',
    'parkeren',
    'parkeervak',
  )
  const state = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.tuple(word, fc.array(word, { maxLength: 3 })).map(([title, words]) => card(title, words)),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(state, { minLength: 1, maxLength: 4 }),
      fc.array(word, { minLength: 1, maxLength: 4 }),
      async (states, asked) => {
        const { source, become } = catalogue({})
        const clock = hands()
        const names = standingNames(source, clock)
        let made = await clock.after(names)
        for (const next of states) {
          become(next)
          clock.pass(60_000)
          made = await clock.after(names)
        }
        const items = Object.entries(states.at(-1) ?? {}).map(([id, { title, words }]): NamedItem => ({
          key: documentKey('product', id),
          kind: 'product',
          title,
          labels: [],
          names: words.filter((each) => each !== title),
        }))
        const fresh = namesIndexOf(items, 'nl')
        const query = asked.join(' ')
        expect(made.nl.rank(query)).toEqual(fresh.rank(query))
        expect(made.nl.rank(query, 1)).toEqual(fresh.rank(query).slice(0, 1))
      },
    ),
    { numRuns: 50 },
  )
})
