import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readEnv } from '../../../src/platform/env'
import { readiness } from '../../../src/platform/delivery/http'
import { memoryLog } from '../../../src/platform/delivery/store/memory-log'
import { laterThan, openDelivery } from './open-delivery'
import type { OpenDelivery } from './open-delivery'
import { aProduct, aQuestion, published } from './records'

let delivery: OpenDelivery
afterEach(() => delivery.close())

const QUERY = `/graphql?query=${encodeURIComponent('{ product(slug: "paspoort") { title } }')}`

describe('a GET of /graphql', () => {
  it('carries a weak ETag, which changes with the content and only then', async () => {
    delivery = await openDelivery()
    await delivery.publish(published(aProduct()))
    const first = await delivery.get(QUERY)
    const etag = String(first.headers['etag'])
    expect(etag).toMatch(/^W\/".+"$/)
    const again = await delivery.get(QUERY, { 'if-none-match': `"other", ${etag}` })
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', etag])
    await delivery.publish(published(aQuestion()))
    expect((await delivery.get(QUERY, { 'if-none-match': etag })).status).toBe(304)
    await delivery.publish(published(aProduct({ title: 'Nieuw' })))
    const changed = await delivery.get(QUERY, { 'if-none-match': etag })
    expect([changed.status, changed.body]).toEqual([200, { data: { product: { title: 'Nieuw' } } }])
  })

  it('that fails carries none', async () => {
    delivery = await openDelivery()
    const answer = await delivery.get('/graphql?query=%7B')
    expect([answer.status, answer.headers['etag']]).toEqual([400, undefined])
  })

  it('may be read by every website, without cookies', async () => {
    delivery = await openDelivery()
    const { headers } = await delivery.get(QUERY, { origin: 'https://elders.example' })
    expect(headers['access-control-allow-origin']).toBe('*')
    expect(headers['access-control-allow-credentials']).toBeUndefined()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('is compressed for who accepts that', async () => {
    delivery = await openDelivery()
    await delivery.publish(published(aProduct()))
    const url = `/graphql?query=${encodeURIComponent('{ product(slug: "paspoort") { answers { body { html text markdown } } } }')}`
    const { headers } = await delivery.get(url, { 'accept-encoding': 'gzip' })
    expect(headers['content-encoding']).toBe('gzip')
    expect(headers['etag']).toMatch(/^W\//)
    const again = await delivery.get(url, {
      'accept-encoding': 'gzip',
      'if-none-match': String(headers['etag']),
    })
    expect(again.status).toBe(304)
  })
})

describe('an answer that was given before', () => {
  const recalls = async () =>
    Number(/^pdc_answers_recalled_total (\d+)/m.exec((await delivery.get('/metrics')).text)?.[1])

  it('is given again while the catalogue is the same, over GET and POST, and no longer', async () => {
    delivery = await openDelivery()
    await delivery.publish(published(aProduct()))
    const query = 'query ($s: String!) { product(slug: $s) { title } }'
    const titleOf = async (s: string) => (await delivery.query(query, { s })).body
    const before = await recalls()
    for (let count = 0; count < 2; count += 1)
      expect(await titleOf('paspoort')).toEqual({ data: { product: { title: 'Paspoort' } } })
    expect(await titleOf('onbekend')).toEqual({ data: { product: null } })
    expect(await recalls()).toBe(before + 1)
    for (let count = 0; count < 2; count += 1) expect((await delivery.get(QUERY)).status).toBe(200)
    expect(await recalls()).toBe(before + 2)

    await delivery.publish(published(aProduct({ title: 'Nieuw' })))
    expect(await titleOf('paspoort')).toEqual({ data: { product: { title: 'Nieuw' } } })
    const ahead = laterThan(delivery.now(), 3_600_000)
    await delivery.publish(published(aProduct({ title: 'Straks' }), { from: ahead }))
    expect(await titleOf('paspoort')).toEqual({ data: { product: { title: 'Nieuw' } } })
    await delivery.setClock(ahead)
    expect(await titleOf('paspoort')).toEqual({ data: { product: { title: 'Straks' } } })
  })

  it.each([
    ['searches', '{ search(query: "paspoort") { total } }'],
    ['fails', '{ products(after: "onzin") { totalCount } }'],
  ])('is never one that %s', async (_what, query) => {
    delivery = await openDelivery()
    await delivery.publish(published(aProduct()))
    const before = await recalls()
    for (let count = 0; count < 3; count += 1) await delivery.query(query)
    expect(await recalls()).toBe(before)
  })

  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['', 'identity', (bytes: Buffer) => bytes],
  ] as const)('is the same when compressed (%s)', async (encoding, accepted, decompress) => {
    delivery = await openDelivery()
    await delivery.publish(published(aProduct({ summary: 'Een lange samenvatting. '.repeat(200) })))
    const ask = () =>
      delivery.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'accept-encoding': accepted },
        payload: { query: '{ product(slug: "paspoort") { summary } }' },
      })
    const answers = []
    for (let count = 0; count < 5; count += 1) answers.push(await ask())
    const texts = answers.map(({ rawPayload }) => decompress(rawPayload).toString())
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('Een lange samenvatting.')
    for (const { headers } of answers) {
      expect(headers['content-encoding'] ?? '').toBe(encoding)
      if (encoding !== '') expect(headers['vary']).toContain('accept-encoding')
    }
  })

  it('keeps its headers, and tells its cost to who asks', async () => {
    delivery = await openDelivery()
    const first = await delivery.get(QUERY)
    const again = await delivery.get(QUERY)
    const { date: _1, 'x-request-id': _2, ...kept } = first.headers
    expect(again.headers).toMatchObject(kept)
    const told = await delivery.get(QUERY, { 'x-query-cost': '1' })
    expect(Object(told.body)['extensions']).toHaveProperty('cost')
  })
})

describe('the limit on requests', () => {
  it('answers 429 with a code, in GraphQL and in REST, and not to our own pages or operators', async () => {
    delivery = await openDelivery({ rateLimit: 3, internalKey: 'own pages' })
    for (let count = 0; count < 3; count += 1) expect((await delivery.get(QUERY)).status).toBe(200)
    const refused = await delivery.get(QUERY)
    expect([refused.status, refused.body.errors?.[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED'])
    const rest = await delivery.get('/api/v1/products')
    expect([rest.status, Object(rest.body)['code']]).toEqual([429, 'RATE_LIMITED'])
    expect(rest.headers['content-type']).toContain('application/problem+json')
    expect((await delivery.get(QUERY, { 'x-internal-key': 'own pages' })).status).toBe(200)
    expect((await delivery.get(QUERY, { 'x-internal-key': 'own guess' })).status).toBe(429)
    expect((await delivery.get('/healthz')).status).toBe(200)
  })
})

describe('the limit on requests, as production sets it when nothing else is said', () => {
  const { trustedProxies } = readEnv({
    PDC_ENV: 'production',
    PDC_SECRET: 'b7Qz-19xk_Lw83mNfT5y2vRdHc6sJg0p',
    PDC_PUBLIC_URL: 'https://antwoord.voorbeeld.nl',
  })
  /** Statuses of requests that each claim to be somebody else. */
  const claiming = async (remoteAddress: string, claim: (count: number) => Record<string, string>) => {
    const statuses: number[] = []
    for (let count = 0; count < 4; count += 1) {
      const answer = await delivery.app.inject({ url: QUERY, remoteAddress, headers: claim(count) })
      statuses.push(answer.statusCode)
    }
    return statuses
  }

  it.each(['203.0.113.7', '10.1.2.3', '172.17.0.1', '192.168.1.9', '169.254.1.1', 'fd00::7', 'fe80::7'])(
    'cannot be evaded from %s by claiming other addresses',
    async (address) => {
      delivery = await openDelivery({ rateLimit: 2, trustedProxies })
      const claimed = await claiming(address, (count) => ({
        'x-forwarded-for': `198.51.100.${count}`,
        'x-real-ip': `198.51.100.${count}`,
        forwarded: `for=198.51.100.${count}`,
      }))
      expect(claimed).toEqual([200, 200, 429, 429])
    },
  )

  it.each(['203.0.113.7', '10.1.2.3', 'fd00::7'])(
    'cannot be evaded from %s through a proxy on this machine, which adds the address that it saw',
    async (address) => {
      delivery = await openDelivery({ rateLimit: 2, trustedProxies })
      for (const proxy of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
        const claimed = await claiming(proxy, (count) => ({
          'x-forwarded-for': `198.51.100.${count}, 127.0.0.1, ${address}`,
        }))
        expect(claimed).toEqual(proxy === '127.0.0.1' ? [200, 200, 429, 429] : [429, 429, 429, 429])
      }
    },
  )
})

describe('readiness', () => {
  it('names the part that does not work, and keeps reading apart from the rest', async () => {
    const parts = readiness()
    parts.register('editor', { forReading: false }, () => 'the editor is starting')
    delivery = await openDelivery({ readiness: parts })
    const all = await delivery.get('/readyz')
    expect([all.status, all.body]).toEqual([
      503,
      {
        ready: false,
        parts: { editor: { ready: false, reason: 'the editor is starting' }, publications: { ready: true } },
      },
    ])
    expect((await delivery.get('/readyz/read')).status).toBe(200)
    expect((await delivery.get('/healthz')).status).toBe(200)
  })

  it('says when the log cannot be read, while readers get what was read before', async () => {
    let isBroken = false
    const inner = memoryLog()
    inner.append(published(aProduct()))
    const log = {
      ...inner,
      head: async () => {
        if (isBroken) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' })
        return inner.head()
      },
    }
    delivery = await openDelivery({ log })
    expect((await delivery.get(QUERY)).text).toContain('Paspoort')
    isBroken = true
    await expect.poll(async () => (await delivery.get('/readyz/read')).status).toBe(503)
    expect((await delivery.get('/readyz/read')).text).not.toContain('disk')
    expect((await delivery.get(QUERY)).text).toContain('Paspoort')
    isBroken = false
    await expect.poll(async () => (await delivery.get('/readyz/read')).status).toBe(200)
  })

  it('of a log that is unreadable from the start comes when it can be read', async () => {
    let isBroken = true
    const inner = memoryLog()
    inner.append(published(aProduct()))
    const log = {
      ...inner,
      head: async () => {
        if (isBroken) throw new Error('unable to open database file')
        return inner.head()
      },
    }
    delivery = await openDelivery({ log })
    expect((await delivery.get('/readyz/read')).status).toBe(503)
    isBroken = false
    await expect.poll(async () => (await delivery.get(QUERY)).text).toContain('Paspoort')
  })
})

it.each([
  ['SQLite', { code: 'SQLITE_CORRUPT' }],
  ['the driver of MongoDB', { name: 'MongoServerSelectionError' }],
  ['the driver of MongoDB, when the connection broke', { name: 'MongoNetworkTimeoutError' }],
])('answers a read that the database refuses as UNAVAILABLE, without the words of %s', async (_of, marks) => {
  const inner = memoryLog()
  inner.append(published(aProduct()))
  const log = {
    ...inner,
    publicRecords: async () => {
      throw Object.assign(new Error('cannot be read at /secret/path'), marks)
    },
  }
  delivery = await openDelivery({ log })
  const answer = await delivery.get(QUERY)
  expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE'])
  expect(answer.text).not.toContain('secret')
  expect((await delivery.get('/api/v1/products/paspoort')).status).toBe(503)
})

it('gives up on an answer that does not come, in every form, and goes on', async () => {
  const inner = memoryLog()
  inner.append(published(aProduct()))
  const log = { ...inner, publicRecords: () => new Promise<never>(() => undefined) }
  delivery = await openDelivery({ log, connectionLimits: { answerMs: 100, checkMs: 20 } })
  const answer = await delivery.get(QUERY)
  expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE'])
  expect(answer.headers['retry-after']).toBe('5')
  const rest = await delivery.get('/api/v1/products/paspoort')
  expect([rest.status, Object(rest.body)['code']]).toEqual([503, 'UNAVAILABLE'])
  expect((await delivery.query('{ catalogue { name } }')).status).toBe(200)
})

it('masks what breaks on our side, with a number to report', async () => {
  const log = {
    ...memoryLog(),
    changes: async () => {
      throw new TypeError('x of undefined at /secret/path')
    },
  }
  delivery = await openDelivery({ log })
  const answer = await delivery.query('{ changes { nodes { id } } }')
  expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([500, 'INTERNAL'])
  expect(answer.body.errors?.[0]?.message).toMatch(/number [0-9a-f]{8}-\w+\.$/)
  expect(answer.text).not.toContain('secret')
})

/** Asks for a path as it stands here: `fetch` would resolve its dots. */
const asWritten = (url: string, path: string) =>
  new Promise<{ readonly status: number | undefined; readonly text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(url)
    request({ hostname, port, path }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
      .on('error', reject)
      .end()
  })

it('serves pictures without letting them be taken for pages, and nothing beside them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'media-'))
  mkdirSync(join(folder, 'media'))
  writeFileSync(join(folder, 'media', 'a.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(folder, 'catalogue.db'), 'secret')
  delivery = await openDelivery({ mediaFolder: join(folder, 'media') })
  const { status, headers } = await delivery.get('/media/a.svg')
  expect([status, headers['x-content-type-options']]).toEqual([200, 'nosniff'])
  expect(headers['content-security-policy']).toContain('sandbox')
  const url = await delivery.app.listen({ port: 0, host: '127.0.0.1' })
  for (const path of [
    '/media/../catalogue.db',
    '/media/%2e%2e/catalogue.db',
    '/media/..%2fcatalogue.db',
    '/media/a/../../catalogue.db',
    '/media/',
    '/media/b.svg',
    '/media/a%00.svg',
    '/media/.hidden',
  ]) {
    const answer = await asWritten(url, path)
    expect(answer.text, path).not.toContain('secret')
    expect([400, 404], path).toContain(answer.status)
  }
  rmSync(folder, { recursive: true })
})

it('gives pages strict security headers, and what is passed through none', async () => {
  delivery = await openDelivery({
    pages: async (app) => {
      app.get('/', async () => 'page')
    },
    others: async (app) => {
      app.get('/admin', async () => 'admin')
    },
  })
  const page = await delivery.get('/')
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect(page.headers['content-security-policy']).not.toContain('unsafe')
  expect((await delivery.get('/admin')).headers['content-security-policy']).toBeUndefined()
})

it('measures for operators without naming who reads what', async () => {
  delivery = await openDelivery()
  await delivery.publish(published(aProduct()))
  await delivery.get('/api/v1/products/paspoort?locale=nl')
  const { text } = await delivery.get('/metrics')
  expect(text).toContain('route="/api/v1/products/:slug",status="200"')
  expect(text).toContain('pdc_log_position 1')
  expect(text).not.toMatch(/paspoort|127\.0\.0\.1/)
})
