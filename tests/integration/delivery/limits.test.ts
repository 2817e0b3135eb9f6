import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDelivery } from './open-delivery'
import type { OpenDelivery } from './open-delivery'
import { aProduct, aQuestion, published } from './records'

let delivery: OpenDelivery
beforeAll(async () => {
  delivery = await openDelivery()
  await delivery.publish(published(aProduct({ relatedIds: ['p-paspoort'] })), published(aQuestion()))
})
afterAll(() => delivery.close())

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')
const nested = (depth: number) =>
  `{ product(slug: "paspoort") ${times(depth, () => '{ related')} { id } ${times(depth, () => '}')} }`

const attacks: readonly (readonly [name: string, query: string, variables: object, code: string])[] = [
  ['a circle of items, very deep', nested(60), {}, 'QUERY_TOO_DEEP'],
  ['a circle of items, just too deep', nested(11), {}, 'QUERY_TOO_DEEP'],
  ['many lists inside each other', nested(9), {}, 'QUERY_TOO_COMPLEX'],
  [
    'a field under a thousand names',
    `{ ${times(600, (i) => `a${i}: catalogue { name }`)} }`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  ['one field again and again', `{ catalogue { ${times(1_500, () => 'name')} } }`, {}, 'QUERY_TOO_COMPLEX'],
  [
    'a text of a million characters',
    `{ catalogue { name } } #${'x'.repeat(40_000)}`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  ['very many words', `{ ${'a '.repeat(5_000)} }`, {}, 'QUERY_TOO_COMPLEX'],
  [
    'fragments that double twenty times',
    `{ catalogue { ...f0 } } ${times(20, (i) => `fragment f${i} on CatalogueInfo { ...f${i + 1} ...f${i + 1} }`)} fragment f20 on CatalogueInfo { name }`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  [
    'fragments that contain each other',
    '{ catalogue { ...a } } fragment a on CatalogueInfo { ...b } fragment b on CatalogueInfo { ...a }',
    {},
    'BAD_USER_INPUT',
  ],
  [
    'a flood of directives',
    `{ catalogue { name ${'@include(if: true) '.repeat(200)} } }`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  [
    'a page of pages',
    '{ products(first: 100) { nodes { related { related { related { answers { facts { id } } } } } } } }',
    {},
    'QUERY_TOO_COMPLEX',
  ],
  [
    'the size of a page in a variable',
    'query ($n: Int) { products(first: $n) { nodes { answers { facts { id } } related { answers { facts { id } } } } } }',
    { n: 100 },
    'QUERY_TOO_COMPLEX',
  ],
  [
    'the size of a page in the standard value of a variable',
    'query ($n: Int = 100) { products(first: $n) { nodes { answers { facts { id } } related { answers { facts { id } } } } } }',
    {},
    'QUERY_TOO_COMPLEX',
  ],
  [
    'many searches at once',
    `{ ${times(60, (i) => `s${i}: search(query: "a${i}") { total }`)} }`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  [
    'the past of many items at once',
    `{ ${times(90, (i) => `p${i}: product(slug: "a${i}", at: "2026-01-10T12:00:00Z") { related { questions { id } } }`)} }`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  [
    'the schema, many times over',
    `{ ${times(20, (i) => `s${i}: __schema { types { fields { args { name } type { name } } enumValues { name } } }`)} }`,
    {},
    'QUERY_TOO_COMPLEX',
  ],
  [
    'a syntax tree instead of a text',
    JSON.stringify({ kind: 'Document', definitions: [] }),
    {},
    'BAD_USER_INPUT',
  ],
  ['an unknown field', '{ catalogue { secret } }', {}, 'BAD_USER_INPUT'],
  ['broken syntax', '{ catalogue { name }', {}, 'BAD_USER_INPUT'],
  ['a mutation', 'mutation { publish }', {}, 'BAD_USER_INPUT'],
  ['a wrong language', '{ products(locale: fr) { totalCount } }', {}, 'BAD_USER_INPUT'],
  [
    'a wrong language in a variable',
    'query ($l: Locale) { products(locale: $l) { totalCount } }',
    { l: 'fr' },
    'BAD_USER_INPUT',
  ],
  [
    'a text where a number belongs',
    'query ($n: Int) { products(first: $n) { totalCount } }',
    { n: 'many' },
    'BAD_USER_INPUT',
  ],
  ['an empty search', '{ search(query: "  ") { total } }', {}, 'BAD_USER_INPUT'],
  ['a very long search', `{ search(query: "${'a'.repeat(201)}") { total } }`, {}, 'BAD_USER_INPUT'],
]

describe.each(attacks)('%s', (_name, query, variables, code) => {
  it.each([1, 2, 3])(`is refused with ${code}, also when it comes for the time %i`, async () => {
    const answer = await delivery.query(query, variables)
    expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toContain(code)
    expect(answer.text).not.toMatch(/node_modules|at \w+ \(|SQLITE/)
  })
})

it('counts the page size of this request, not that of the one before it', async () => {
  const query =
    'query ($n: Int) { products(first: $n) { nodes { answers { facts { id } } related { answers { facts { id } } } } } }'
  for (const [n, isFine] of [
    [1, true],
    [1, true],
    [100, false],
    [1, true],
    [100, false],
  ] as const) {
    const { body } = await delivery.query(query, { n })
    expect(body.errors === undefined).toBe(isFine)
  }
})

it('runs the operation that is named, whatever was asked before with the same text', async () => {
  const query = 'query A { catalogue { name } } query B { products { totalCount } }'
  for (const operationName of ['A', 'B', 'A', 'B', 'B', 'A']) {
    const { body } = await delivery.query('', {}, { payload: { query, operationName } })
    expect(Object.keys(body.data ?? {})).toEqual([operationName === 'A' ? 'catalogue' : 'products'])
  }
})

it.each(['POST', 'GET'] as const)('says which operation is missing on %s', async (method) => {
  const query = 'query A { catalogue { name } } query B { products { totalCount } }'
  for (const operationName of ['C', undefined]) {
    const answer = await delivery.query(
      '',
      {},
      {
        method,
        ...(method === 'POST'
          ? { payload: { query, operationName } }
          : { url: '/graphql', query: { query, ...(operationName && { operationName }) } }),
      },
    )
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
  }
})

it('refuses several queries in one request', async () => {
  const answer = await delivery.app.inject({
    method: 'POST',
    url: '/graphql',
    payload: [{ query: '{ catalogue { name } }' }, { query: '{ catalogue { name } }' }],
  })
  expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
})

it.each([
  ['no JSON', '{"query":', 'application/json'],
  ['another type', 'query=1', 'text/plain'],
  ['no query', '{}', 'application/json'],
  [
    'too many bytes',
    JSON.stringify({ query: '{ catalogue { name } }', variables: { a: 'x'.repeat(70_000) } }),
    'application/json',
  ],
])('answers a request with %s as a fault of its sender', async (_name, payload, type) => {
  const answer = await delivery.app.inject({
    method: 'POST',
    url: '/graphql',
    payload,
    headers: { 'content-type': type },
  })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ data: null, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
})

describe('a query about the schema that asks too much', () => {
  const refusal = async (query: string) => (await delivery.query(query)).body.errors?.[0]
  const ofType = (depth: number) =>
    `{ __type(name: "Product") { fields { ${times(depth, () => 'type { ofType { fields {')} name ${times(depth, () => '} } }')} } } }`

  it('is told its own depth and limit', async () => {
    const error = await refusal(ofType(6))
    expect(error?.extensions.code).toBe('QUERY_TOO_DEEP')
    expect(error?.message).toMatch(/about the schema is 21 fields deep, but may be 18\b/)
  })

  it('is told its own cost and limit', async () => {
    const error = await refusal(
      `{ ${times(20, (i) => `s${i}: __schema { types { fields { args { name } type { name } } } }`)} }`,
    )
    expect(error?.extensions.code).toBe('QUERY_TOO_COMPLEX')
    const [, cost, limit] =
      /about the schema costs (\d+) points, but may cost (\d+)/.exec(error?.message ?? '') ?? []
    expect(Number(cost)).toBeGreaterThan(120_000)
    expect(limit).toBe('120000')
    expect(error?.message).not.toContain('25000')
  })

  it('does not hide what is wrong with the rest', async () => {
    const error = await refusal(`{ __schema { queryType { name } } ${nested(12).slice(1)}`)
    expect(error?.message).toMatch(/^The query is 14 fields deep, but may be 12\b/)
  })
})

describe('a GET that cannot be answered', () => {
  const get = async (query: string) => {
    const answer = await delivery.get(`/graphql${query}`)
    return [answer.status, answer.body.errors?.[0]?.extensions.code, answer.body.errors?.[0]?.message]
  }

  it.each(['mutation{x}', 'mutation { publish }', 'subscription { catalogue { name } }'])(
    'for %s says so',
    async (query) => {
      const [status, code, message] = await get(`?query=${encodeURIComponent(query)}`)
      expect([status, code]).toEqual([400, 'BAD_USER_INPUT'])
      expect(message).toMatch(/no (mutation|subscription)s/)
      const posted = await delivery.query(query)
      expect([posted.status, posted.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
    },
  )

  it.each(['', '?', '?query=', '?variables=%7B%7D', '?query=%20'])(
    'with nothing to answer in “%s” says what is missing',
    async (address) => {
      const [status, code, message] = await get(address)
      expect([status, code]).toEqual([400, 'BAD_USER_INPUT'])
      expect(message).toMatch(/`query` is missing/)
    },
  )
})

it.each([{}, { query: '' }, { query: null }, { variables: {} }])(
  'says on POST too what is missing in %j',
  async (payload) => {
    const { status, body } = await delivery.query('', {}, { payload })
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
    expect(body.errors?.[0]?.message).toMatch(/`query` is missing/)
  },
)

it.each([['ORGANISATION'], ['PRODUCT', 'THEME']])(
  'does not search for kinds that are not searched: %s',
  async (...kinds) => {
    const { status, body } = await delivery.query(
      `{ search(query: "a", filter: { kinds: [${kinds.join()}] }) { total } }`,
    )
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([200, 'BAD_USER_INPUT'])
    expect(body.errors?.[0]?.message).toMatch(/PRODUCT.*QUESTION/)
  },
)

it('has the same limits for HEAD as for GET', async () => {
  for (const query of [`{ catalogue { name } } #${'x'.repeat(20_000)}`, 'mutation { x }', ' ']) {
    const url = `/graphql?query=${encodeURIComponent(query)}`
    expect((await delivery.app.inject({ method: 'HEAD', url })).statusCode).toBe(400)
  }
  const fine = await delivery.app.inject({ method: 'HEAD', url: '/graphql?query={catalogue{name}}' })
  expect(fine.statusCode).toBe(200)
})

it('lets tools read the schema', async () => {
  const answer = await delivery.query(
    getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }),
  )
  expect(answer.body.errors).toBeUndefined()
})

it('tells the cost to who asks for it', async () => {
  const query = '{ products(first: 10) { nodes { answers { short { text } } } } }'
  const { body } = await delivery.query(query, {}, { headers: { 'x-query-cost': '1' } })
  expect(Object(body)['extensions']).toEqual({ cost: { requested: 1 + 10 * (1 + 8 * 2), maximum: 25_000 } })
  expect(Object((await delivery.query(query)).body)['extensions']).toBeUndefined()
})
