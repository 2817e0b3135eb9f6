import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDelivery } from './open-delivery'
import type { OpenDelivery } from './open-delivery'
import {
  MUNICIPALITY,
  NATIONAL,
  aFact,
  START,
  aProduct,
  aQuestion,
  answersOf,
  day,
  moment,
  published,
  retracted,
} from './records'

let delivery: OpenDelivery
beforeEach(async () => {
  delivery = await openDelivery()
})
afterEach(() => delivery.close())

const codeOf = (answer: Awaited<ReturnType<OpenDelivery['query']>>) =>
  answer.body.errors?.[0]?.extensions.code

describe('a product', () => {
  it('is found by id, slug, label and URI, with its answers per channel', async () => {
    await delivery.publish(published(aProduct()))
    const fields =
      '{ slug revision contentHash publishedAt languages answer(channel: phone) { servedFrom short { text } facts { key formatted(channel: phone) value { ... on AmountValue { cents } } } } answers { channel } }'
    const answers = []
    for (const by of [
      'id: "p-paspoort"',
      'slug: "paspoort"',
      'upn: "Paspoort"',
      'upn: "http://standaarden.overheid.nl/owms/terms/paspoort"',
    ]) {
      const { body } = await delivery.query(`{ product(${by}) ${fields} }`)
      answers.push(body.data)
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({
      product: {
        slug: 'paspoort',
        revision: 1,
        publishedAt: '2026-01-10T12:00:00.000Z',
        languages: ['nl'],
        answer: {
          servedFrom: 'phone',
          short: { text: 'Een paspoort kost € 83,87. (phone)' },
          facts: [{ key: 'kosten', formatted: '€ 83,87 (gesproken)', value: { cents: 8387 } }],
        },
      },
    })
  })

  it('that is unknown, or not published in the language asked for, is null without an error', async () => {
    await delivery.publish(published(aProduct()))
    const answer = await delivery.query(
      '{ unknown: product(slug: "bestaat-niet") { id } english: product(slug: "paspoort", locale: en) { id } }',
    )
    expect(answer.body).toEqual({ data: { unknown: null, english: null } })
    expect(answer.status).toBe(200)
  })

  it('disappears when it is retracted, and its old slug with it', async () => {
    await delivery.publish(published(aProduct()))
    await delivery.publish(published(aProduct({ slug: 'reisdocument' })))
    const slugs = '{ old: product(slug: "paspoort") { id } new: product(slug: "reisdocument") { id } }'
    expect((await delivery.query(slugs)).body.data).toEqual({ old: null, new: { id: 'p-paspoort' } })
    await delivery.publish(retracted({ kind: 'product', id: 'p-paspoort', slug: 'reisdocument' }))
    expect((await delivery.query(slugs)).body.data).toEqual({ old: null, new: null })
  })

  it('of several with one uniform name is the own municipality’s', async () => {
    await delivery.publish(
      published(aProduct({ id: 'a', slug: 'a', title: 'A', organisation: NATIONAL })),
      published(aProduct({ id: 'c', slug: 'c', title: 'C', organisation: MUNICIPALITY })),
      published(aProduct({ id: 'b', slug: 'b', title: 'B', organisation: MUNICIPALITY })),
    )
    expect((await delivery.query('{ product(upn: "paspoort") { id } }')).body.data).toEqual({
      product: { id: 'b' },
    })
  })

  it('of several with one uniform name is the product itself before a bundle that leads with it', async () => {
    await delivery.publish(
      published(aProduct({ id: 'a', slug: 'a', title: 'Alles rond reizen', partIds: ['b'] })),
      published(aProduct({ id: 'b', slug: 'b', title: 'Paspoort' })),
    )
    const query = '{ product(upn: "paspoort") { id } }'
    expect((await delivery.query(query)).body.data).toEqual({ product: { id: 'b' } })
    const past = `{ product(upn: "paspoort", at: "${START}") { id } }`
    expect((await delivery.query(past)).body.data).toEqual({ product: { id: 'b' } })
  })

  it('links to what is published now, and to nothing else', async () => {
    await delivery.publish(
      published(aProduct({ relatedIds: ['p2', 'gone'], partIds: ['p2'] })),
      published(aProduct({ id: 'p2', slug: 'rijbewijs', title: 'Rijbewijs' })),
      published(aQuestion()),
    )
    const query =
      '{ product(slug: "paspoort") { related { slug } parts { title } questions { slug products { slug } } } }'
    expect((await delivery.query(query)).body.data).toEqual({
      product: {
        related: [{ slug: 'rijbewijs' }],
        parts: [{ title: 'Rijbewijs' }],
        questions: [{ slug: 'paspoort-kwijt', products: [{ slug: 'paspoort' }] }],
      },
    })
  })

  it.each(['{ product { id } }', '{ product(id: "a", slug: "b") { id } }', '{ question(upn: "x") { id } }'])(
    'asked for with %s is refused',
    async (query) => {
      const answer = await delivery.query(query)
      expect(codeOf(answer)).toBe('BAD_USER_INPUT')
    },
  )

  it('names the type of every kind of fact', async () => {
    await delivery.publish(
      published(
        aProduct({
          facts: [
            aFact(),
            aFact({
              key: 'b',
              kind: 'documents',
              value: { kind: 'documents', items: [{ nl: 'foto' }, { en: 'photo' }] },
            }),
            aFact({ key: 'c', kind: 'number', value: { kind: 'number', value: 1.5, unit: 'year' } }),
            aFact({ key: 'd', kind: 'email', value: { kind: 'email', address: 'a@b.example' } }),
          ],
        }),
      ),
    )
    const { body } = await delivery.query(
      '{ product(slug: "paspoort") { facts { value { __typename ... on DocumentsValue { items { text locale } } ... on NumberValue { value unit } ... on EmailValue { email } } } } }',
    )
    expect(body.data).toEqual({
      product: {
        facts: [
          { value: { __typename: 'AmountValue' } },
          {
            value: {
              __typename: 'DocumentsValue',
              items: [
                { text: 'foto', locale: 'nl' },
                { text: 'photo', locale: 'en' },
              ],
            },
          },
          { value: { __typename: 'NumberValue', value: 1.5, unit: 'year' } },
          { value: { __typename: 'EmailValue', email: 'a@b.example' } },
        ],
      },
    })
  })
})

describe('a value that was published ahead', () => {
  const BEFORE = moment('2026-01-31T22:59:59.999Z')
  const TURN = moment('2026-02-01T00:00:00+01:00')
  const FEE = '{ product(slug: "paspoort") { revision answer { short { text } } } }'

  it('takes effect by the clock, everywhere at once', async () => {
    await delivery.publish(
      published(aProduct()),
      published(aProduct({ answers: answersOf('Een paspoort kost € 90.') }), { from: TURN }),
    )
    const changes = '{ changes { totalCount nodes { revision at } } }'
    await delivery.setClock(BEFORE)
    expect((await delivery.query(FEE)).text).toContain('83,87')
    expect((await delivery.query(changes)).body.data).toMatchObject({ changes: { totalCount: 1 } })
    await delivery.setClock(TURN)
    expect((await delivery.query(FEE)).text).toContain('€ 90')
    expect((await delivery.query(changes)).body.data).toEqual({
      changes: {
        totalCount: 2,
        nodes: [
          { revision: 1, at: '2026-01-10T12:00:00.000Z' },
          { revision: 2, at: TURN },
        ],
      },
    })
  })

  it('does not come back over what was published later', async () => {
    await delivery.publish(published(aProduct()), published(aProduct({ title: 'straks' }), { from: TURN }))
    await delivery.publish(published(aProduct({ title: 'nu anders' })))
    await delivery.setClock(TURN)
    expect((await delivery.query('{ product(slug: "paspoort") { title } }')).text).toContain('nu anders')
  })
})

describe('as of a moment', () => {
  const THEN = moment('2026-01-20T00:00:00Z')
  const NOW = moment('2026-02-20T00:00:00Z')

  it('everything is as it was, also what lies inside', async () => {
    await delivery.publish(
      published(aProduct({ relatedIds: ['p2'] })),
      published(aProduct({ id: 'p2', slug: 'rijbewijs', title: 'Rijbewijs van toen' })),
      published(aQuestion()),
      published({
        kind: 'theme',
        id: 't-reizen',
        locale: 'nl',
        slug: 'reizen',
        title: 'Reizen',
        parentId: 't0',
        uri: null,
      }),
      published({
        kind: 'theme',
        id: 't0',
        locale: 'nl',
        slug: 'top',
        title: 'Top van toen',
        parentId: null,
        uri: null,
      }),
    )
    await delivery.setClock(NOW)
    await delivery.publish(
      published(aProduct({ id: 'p2', slug: 'rijbewijs', title: 'Rijbewijs van nu' }), { from: NOW }),
      published(aProduct({ slug: 'paspoort', title: 'Paspoort van nu' }), { from: NOW }),
      published(aQuestion({ question: 'Andere vraag?' }), { from: NOW }),
      published(
        {
          kind: 'theme',
          id: 't0',
          locale: 'nl',
          slug: 'top',
          title: 'Top van nu',
          parentId: null,
          uri: null,
        },
        { from: NOW },
      ),
    )
    const query = `query ($at: DateTime) { product(slug: "paspoort", at: $at) {
      title languages related { title } questions { question } themes { parent { title } } } }`
    expect((await delivery.query(query, { at: THEN })).body.data).toEqual({
      product: {
        title: 'Paspoort',
        languages: ['nl'],
        related: [{ title: 'Rijbewijs van toen' }],
        questions: [{ question: 'Ik ben mijn paspoort kwijt, wat nu?' }],
        themes: [{ parent: { title: 'Top van toen' } }],
      },
    })
    expect((await delivery.query(query)).text).toContain('Paspoort van nu')
    expect((await delivery.query(query, { at: moment('2025-01-01T00:00:00Z') })).body.data).toEqual({
      product: null,
    })
  })

  it.each(['2026-01-10T12:00:00.001Z', '2027-01-01T00:00:00Z'])(
    '%s, in the future, is refused',
    async (at) => {
      await delivery.publish(published(aProduct()))
      const answer = await delivery.query(`{ product(slug: "paspoort", at: "${at}") { id } }`)
      expect(codeOf(answer)).toBe('BAD_USER_INPUT')
      expect(answer.body.errors?.[0]?.message).toContain('future')
    },
  )

  it.each(['gisteren', '2026-01-01', '2026-02-30T00:00:00Z'])('%j is no moment', async (at) => {
    const literal = await delivery.query(`{ product(slug: "x", at: "${at}") { id } }`)
    const variable = await delivery.query('query ($at: DateTime) { product(slug: "x", at: $at) { id } }', {
      at,
    })
    expect([literal.status, codeOf(literal)]).toEqual([400, 'BAD_USER_INPUT'])
    expect([variable.status, codeOf(variable)]).toEqual([400, 'BAD_USER_INPUT'])
  })
})

describe('lists', () => {
  const titles = ['Afval', 'Bijstand', 'bijzondere bijstand', 'Éénmalig', 'Zorg 2', 'Zorg 10']
  beforeEach(() =>
    delivery.publish(
      ...titles.map((title, index) =>
        published(
          aProduct({
            id: `p${index}`,
            slug: `p${index}`,
            title,
            audiences: index % 2 === 0 ? ['resident'] : ['business'],
            organisation: index < 2 ? NATIONAL : MUNICIPALITY,
          }),
        ),
      ),
    ),
  )

  it.each([1, 2, 4, 100])('in pages of %i hold everything once, in alphabetical order', async (first) => {
    const seen: string[] = []
    let after: string | null = null
    let more = true
    while (more) {
      const { body } = await delivery.query(
        'query ($first: Int, $after: String) { products(first: $first, after: $after) { totalCount nodes { title } pageInfo { hasNextPage endCursor } } }',
        { first, after },
      )
      const { products } = Object(body.data)
      expect(products.totalCount).toBe(titles.length)
      seen.push(...products.nodes.map((node: { title: string }) => node.title))
      after = products.pageInfo.endCursor
      more = products.pageInfo.hasNextPage
    }
    expect(seen).toEqual(titles)
  })

  it('go on where they were when the item of the cursor is gone', async () => {
    const page =
      'query ($after: String) { products(first: 2, after: $after) { edges { cursor node { title } } } }'
    const { body } = await delivery.query(page)
    const after = Object(body.data).products.edges[1].cursor
    await delivery.publish(retracted({ kind: 'product', id: 'p1', slug: 'p1' }))
    const next = await delivery.query(page, { after })
    expect(
      Object(next.body.data).products.edges.map((edge: { node: { title: string } }) => edge.node.title),
    ).toEqual(['bijzondere bijstand', 'Éénmalig'])
  })

  it('hold only what satisfies every condition', async () => {
    const count = async (filter: string) => {
      const { body } = await delivery.query(`{ products(filter: { ${filter} }) { totalCount } }`)
      return Object(body.data).products.totalCount
    }
    expect(await count('audience: business')).toBe(3)
    expect(await count('organisation: "rijk"')).toBe(2)
    expect(await count('organisationType: municipality, audience: resident')).toBe(2)
    expect(await count('theme: "reizen"')).toBe(6)
    expect(await count('theme: "t-reizen", lifeEvent: "op-reis"')).toBe(6)
    expect(await count('text: "eenmalig"')).toBe(1)
    expect(await count('text: "BIJSTAND"')).toBe(2)
    expect(await count('upn: "PASPOORT", kind: product')).toBe(6)
    expect(await count('kind: service')).toBe(0)
  })

  it.each([
    'onzin',
    'W10',
    Buffer.from('["question","nl","a","b"]').toString('base64url'),
    'x'.repeat(5_000),
  ])('refuse the cursor %s', async (after) => {
    const answer = await delivery.query('query ($after: String) { products(after: $after) { totalCount } }', {
      after,
    })
    expect(codeOf(answer)).toBe('BAD_CURSOR')
    const changes = await delivery.query('query ($after: String) { changes(after: $after) { totalCount } }', {
      after,
    })
    expect(codeOf(changes)).toBe('BAD_CURSOR')
  })

  it.each([0, -1, 101, 2_147_483_647])('refuse `first: %i`', async (first) => {
    const answer = await delivery.query('query ($first: Int) { products(first: $first) { totalCount } }', {
      first,
    })
    expect(['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX']).toContain(codeOf(answer))
  })
})

it('tells what the catalogue is', async () => {
  await delivery.publish(published(aProduct()), published(aQuestion()))
  const { body } = await delivery.query(
    '{ catalogue { name revision builtAt counts { products questions } } }',
  )
  expect(body.data).toEqual({
    catalogue: {
      name: 'Catalogus van Voorbeeld',
      revision: 2,
      builtAt: delivery.now(),
      counts: { products: 1, questions: 1 },
    },
  })
})

it('searches the cards, and says so, while there is no engine', async () => {
  await delivery.publish(
    published(aProduct({ summary: 'Vraag <snel> aan.' })),
    published(aQuestion()),
    published(
      aProduct({
        id: 'x',
        slug: 'x',
        title: 'Rijbewijs',
        keywords: [],
        uniformProductNames: [],
        synonyms: [],
        reviewBy: day('2026-02-02'),
      }),
    ),
  )
  const { body } = await delivery.query(
    '{ search(query: "paspoort") { limited total hits { kind slug title snippet answer { channel } organisation { name } } } }',
  )
  expect(body.data).toMatchObject({
    search: {
      limited: true,
      total: 2,
      hits: [
        {
          kind: 'PRODUCT',
          slug: 'paspoort',
          snippet: 'Een <mark>paspoort</mark> kost € 83,87. (web)',
          answer: { channel: 'web' },
        },
        { kind: 'QUESTION', slug: 'paspoort-kwijt' },
      ],
    },
  })
})
