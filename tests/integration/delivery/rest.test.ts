import { parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES } from '../../../src/channels/rest/resources'
import { publicSchemaText } from '../../../src/channels/web/schema-text'
import { openDelivery } from './open-delivery'
import type { OpenDelivery } from './open-delivery'
import { aProduct, aQuestion, published } from './records'
import { buildSchema } from 'graphql'

let delivery: OpenDelivery
beforeAll(async () => {
  delivery = await openDelivery()
  const titles = ['Afval', 'Bijstand', 'Paspoort']
  await delivery.publish(
    ...titles.map((title) =>
      published(aProduct({ id: `p-${title.toLowerCase()}`, slug: title.toLowerCase(), title })),
    ),
    published(aQuestion()),
  )
})
afterAll(() => delivery.close())

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await delivery.get(`/api/v1${path}`, headers)
  return { ...answer, json: Object(answer.body) }
}

it('asks only what the public schema has', () => {
  const schema = buildSchema(publicSchemaText)
  for (const { document } of RESOURCES) expect(validate(schema, parse(document))).toEqual([])
})

it('says the same as GraphQL', async () => {
  const { status, headers, json } = await get('/products/paspoort')
  expect([status, headers['api-version']]).toEqual([200, '1.0.0'])
  const { body } = await delivery.query(
    '{ product(slug: "paspoort") { revision contentHash answers { short { text } } } }',
  )
  const { product } = Object(body.data)
  expect(json).toMatchObject({ revision: product.revision, contentHash: product.contentHash })
  expect(json.answers.map((answer: { short: { text: string } }) => answer.short.text)).toEqual(
    product.answers.map((answer: { short: { text: string } }) => answer.short.text),
  )
})

it('gives pages with a link to the next', async () => {
  const seen: string[] = []
  let path: string | undefined = '/products?first=2&audience=resident'
  while (path !== undefined) {
    const {
      json,
    }: { json: { items: { slug: string }[]; totalCount: number; _links: { next?: { href: string } } } } =
      await get(path)
    expect(json.totalCount).toBe(3)
    seen.push(...json.items.map(({ slug }) => slug))
    path = json._links.next?.href.replace('/api/v1', '')
  }
  expect(seen).toEqual(['afval', 'bijstand', 'paspoort'])
})

it('answers 304 to who has it already', async () => {
  const { headers } = await get('/products/paspoort')
  const again = await get('/products/paspoort', { 'if-none-match': String(headers['etag']) })
  expect([again.status, again.text, again.headers['api-version']]).toEqual([304, '', '1.0.0'])
})

describe.each([
  ['/products/bestaat-niet', 404, 'NOT_FOUND'],
  ['/products/paspoort?locale=en', 404, 'NOT_FOUND'],
  ['/questions/bestaat-niet', 404, 'NOT_FOUND'],
  ['/nergens', 404, 'NOT_FOUND'],
  ['/products/', 404, 'NOT_FOUND'],
  ['/products?locale=fr', 400, 'BAD_USER_INPUT'],
  ['/products?first=0', 400, 'BAD_USER_INPUT'],
  ['/products?first=101', 400, 'BAD_USER_INPUT'],
  ['/products?first=veel', 400, 'BAD_USER_INPUT'],
  ['/products?after=onzin', 400, 'BAD_CURSOR'],
  ['/products?theem=reizen', 400, 'BAD_USER_INPUT'],
  ['/products?theme=a&theme=b', 400, 'BAD_USER_INPUT'],
  ['/products/paspoort?at=2030-01-01T00:00:00Z', 400, 'BAD_USER_INPUT'],
  ['/products/paspoort?at=gisteren', 400, 'BAD_USER_INPUT'],
  ['/search', 400, 'BAD_USER_INPUT'],
  ['/search?q=', 400, 'BAD_USER_INPUT'],
  ['/search?q=gemeente&kinds=ORGANISATION', 400, 'BAD_USER_INPUT'],
  ['/search?q=gemeente&kinds=PRODUCT,THEME', 400, 'BAD_USER_INPUT'],
  ['/changes?kinds=WRONG', 400, 'BAD_USER_INPUT'],
] as const)('%s', (path, status, code) => {
  it(`is a problem: ${status} ${code}`, async () => {
    const answer = await get(path)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.headers['api-version']).toBe('1.0.0')
    expect([answer.status, answer.json.status, answer.json.code]).toEqual([status, status, code])
    expect(answer.json.detail).not.toContain('Variable')
  })
})

it('searches and follows changes', async () => {
  expect((await get('/search?q=bijstand&kinds=PRODUCT')).json).toMatchObject({
    limited: true,
    total: 1,
    hits: [{ slug: 'bijstand' }],
  })
  const { json } = await get('/changes?first=3')
  expect(json.totalCount).toBe(4)
  const next = await get(json._links.next.href.replace('/api/v1', ''))
  expect(next.json.items.map(({ kind }: { kind: string }) => kind)).toEqual(['QUESTION'])
})

it('takes a parameter that was left empty for one that was not given', async () => {
  const { status, json } = await get('/products?theme=&first=2&after=')
  expect([status, json.items.length]).toEqual([200, 2])
  const nothing = await get('/search?q=')
  expect([nothing.status, nothing.json.detail]).toEqual([400, 'The parameter `q` is missing.'])
})

describe('with the editor behind it', () => {
  let behind: OpenDelivery
  beforeAll(async () => {
    behind = await openDelivery({
      rateLimit: 200,
      others: async (app) => {
        app.all('/api/*', async () => 'the editor')
      },
    })
    await behind.publish(published(aProduct()))
  })
  afterAll(() => behind.close())
  const ask = (method: string, url: string, more: object = {}) =>
    behind.app.inject({ method: method as 'GET', url, ...more })

  it.each(['/api/v1', '/api/v1/'])('%s says what there is', async (url) => {
    const answer = await ask('GET', url)
    expect([answer.statusCode, answer.headers['api-version']]).toEqual([200, '1.0.0'])
    expect(answer.headers['etag']).toMatch(/^W\//)
    const { version, _links: links } = answer.json()
    expect(version).toBe('1.0.0')
    expect(Object.keys(links)).toEqual(['self', 'openApi', 'products', 'questions', 'search', 'changes'])
    for (const { href } of Object.values<{ href: string }>(links)) {
      const linked = await ask('GET', href.replace('{q}', 'paspoort'))
      expect([linked.statusCode, linked.headers['api-version']], href).toEqual([200, '1.0.0'])
    }
  })

  it.each(['/nope', '/products/a/b', '/openapi', '/Products'])(
    'nothing at %s is a problem, whatever the method',
    async (path) => {
      for (const method of ['GET', 'POST', 'DELETE', 'PATCH', 'PROPFIND']) {
        const answer = await ask(method, `/api/v1${path}`)
        expect(answer.headers['content-type'], method).toContain('application/problem+json')
        expect([answer.statusCode, answer.headers['api-version']], method).toEqual([404, '1.0.0'])
        expect(answer.json()).toMatchObject({ status: 404, code: 'NOT_FOUND', instance: `/api/v1${path}` })
      }
    },
  )

  it.each([
    '',
    '/',
    '/products',
    '/products/paspoort',
    '/questions',
    '/search?q=a',
    '/changes',
    '/openapi.json',
  ])('another method than GET on %s is a problem that names the methods there are', async (path) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'QUERY', 'TRACE']) {
      const answer = await ask(method, `/api/v1${path}`)
      expect([answer.statusCode, answer.headers['allow']], method).toEqual([405, 'GET, HEAD, OPTIONS'])
      expect(answer.headers['content-type'], method).toContain('application/problem+json')
      expect(answer.headers['api-version'], method).toBe('1.0.0')
      expect(answer.json()).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' })
    }
    expect((await ask('HEAD', `/api/v1${path}`)).statusCode).toBe(path.startsWith('/questions/') ? 404 : 200)
  })

  it('does not read what is sent with a method that is not there', async () => {
    for (const type of ['application/json', 'text/xml', 'no type']) {
      const headers = { 'content-type': type }
      const answer = await ask('POST', '/api/v1/products', { headers, payload: '{"a":' })
      expect([type, answer.statusCode]).toEqual([type, 405])
    }
  })

  it('answers what a browser asks first, and who only wants the methods', async () => {
    const headers = { origin: 'https://elders.example', 'access-control-request-method': 'GET' }
    for (const more of [{ headers }, {}]) {
      const answer = await ask('OPTIONS', '/api/v1/products', more)
      expect([answer.statusCode, answer.headers['allow'], answer.headers['api-version']]).toEqual([
        204,
        'GET, HEAD, OPTIONS',
        '1.0.0',
      ])
    }
  })

  it.each(['/api/v1/%zz', '/api/v1/products/%e0%a4%a'])('%s is no address', async (url) => {
    const answer = await ask('GET', url)
    expect([answer.statusCode, answer.headers['api-version']]).toEqual([400, '1.0.0'])
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('leaves to the editor what begins otherwise', async () => {
    for (const url of ['/api/users', '/api/v10', '/api/v1x/products'])
      expect((await ask('GET', url)).payload).toBe('the editor')
  })

  it('counts what leads nowhere too, and says its version to who is refused', async () => {
    const statuses = new Set<number>()
    let refused = await ask('GET', '/api/v1/nope')
    for (let count = 0; count < 210 && refused.statusCode !== 429; count += 1) {
      statuses.add(refused.statusCode)
      refused = await ask('GET', '/api/v1/nope')
    }
    expect([refused.statusCode, refused.headers['api-version']]).toEqual([429, '1.0.0'])
    expect((await ask('POST', '/api/v1/products')).statusCode).toBe(429)
  })
})

describe('the OpenAPI description', () => {
  it('says what is allowed within a type', async () => {
    const { json } = await get('/openapi.json')
    const parameters: readonly { name: string; schema: object }[] = json.paths['/search'].get.parameters
    const schemaOf = (name: string) => parameters.find((parameter) => parameter.name === name)?.schema
    expect(schemaOf('first')).toMatchObject({ minimum: 1, maximum: 100 })
    expect(schemaOf('q')).toMatchObject({ maxLength: 200 })
    expect(schemaOf('kinds')).toEqual({
      type: 'array',
      items: { type: 'string', enum: ['PRODUCT', 'QUESTION'] },
    })
  })

  it('has a complete schema for every address, with the members that are really there', async () => {
    const { json } = await get('/openapi.json')
    expect(json.openapi).toBe('3.1.0')
    expect(Object.keys(json.paths)).toEqual([
      '/',
      '/products',
      '/products/{slug}',
      '/questions',
      '/questions/{slug}',
      '/search',
      '/changes',
      '/openapi.json',
    ])
    const root = (await get('/')).json
    const described = json.components.schemas.Root.properties
    expect(Object.keys(described)).toEqual(Object.keys(root))
    expect(Object.keys(described._links.properties)).toEqual(Object.keys(root._links))
    const product = (await get('/products/paspoort')).json
    expect(Object.keys(json.components.schemas.Product.properties).sort()).toEqual(
      Object.keys(product).sort(),
    )
    const [change] = (await get('/changes')).json.items
    expect(Object.keys(json.components.schemas.Change.properties).sort()).toEqual(Object.keys(change).sort())
    expect(json.components.schemas.Product.properties.organisation.properties.contact.type).toBe('object')
  })

  it('uses camelCase members and kebab-case addresses throughout', async () => {
    const { json } = await get('/openapi.json')
    for (const path of Object.keys(json.paths))
      expect(path).toMatch(/^\/$|^(\/([a-z-]+|\{[a-z][A-Za-z]*\}|openapi\.json))+$/)
    const names = [...JSON.stringify(json.components.schemas).matchAll(/"properties":\{"(\w+)"/g)].map(
      ([, name]) => name,
    )
    for (const name of names) expect(name).toMatch(/^_?[a-z][A-Za-z0-9]*$/)
  })
})
