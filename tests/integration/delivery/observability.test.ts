import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { databaseCheck } from '../../../src/platform/delivery/database-check'
import { deliveryLogger } from '../../../src/platform/delivery/http'
import { answeringCheck } from '../../../src/platform/delivery/probe'
import { sqliteFollowUpCounts } from '../../../src/platform/delivery/store/sqlite-follow-up-counts'
import { tracing } from '../../../src/platform/delivery/tracing'
import type { SearchPort } from '../../../src/search/port'
import { openDelivery } from './open-delivery'
import type { OpenDelivery } from './open-delivery'
import { aProduct, published } from './records'

/** What operators see of the product, and what they must not see of its readers. */
let delivery: OpenDelivery | null = null
afterEach(async () => {
  await delivery?.close()
  delivery = null
})
const PRIVATE = 'burenruzie-om-schutting'

describe('the logs', () => {
  it('name each answer by request, route and revision, and nothing of who asked or what', async () => {
    const said: string[] = []
    delivery = await openDelivery({
      logger: deliveryLogger('debug', { write: (line) => said.push(line) }),
      search: () => ({
        search: async () => {
          throw new Error('the engine is away')
        },
      }),
      pages: async (app) => {
        app.get('/zoeken', async () => 'page')
      },
    })
    await delivery.publish(published(aProduct()))
    const client = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Browser-77', cookie: `a=${PRIVATE}` }
    const { headers } = await delivery.get(
      `/graphql?query=${encodeURIComponent(`{ search(query: "${PRIVATE}") { total } }`)}`,
      client,
    )
    await delivery.query('query ($q: String!) { search(query: $q) { total } }', { q: PRIVATE })
    await delivery.query(`{ product(slug: "${PRIVATE}") { nothing } }`)
    await delivery.query('query ($n: Int) { products(first: $n) { totalCount } }', { n: PRIVATE })
    await delivery.get(`/api/v1/search?q=${PRIVATE}`, client)
    await delivery.get(`/api/v1/products/${PRIVATE}`, client)
    await delivery.get(`/zoeken?q=${PRIVATE}`, client)
    await delivery.get(`/${PRIVATE}`, client)
    await delivery.app.inject({ method: 'POST', url: '/graphql', payload: `{"query":"${PRIVATE}` })
    const all = said.join('')
    expect(all).not.toMatch(/203\.0\.113|127\.0\.0\.1|Browser-77/)
    expect(all).not.toContain(PRIVATE)

    const answers = said
      .map((line) => z.looseObject({ msg: z.string() }).parse(JSON.parse(line)))
      .filter(({ msg }) => msg === 'answered')
    expect(answers.find(({ reqId }) => reqId === headers['x-request-id'])).toMatchObject({
      method: 'GET',
      route: '/graphql',
      status: 200,
      revision: 1,
      level: 30,
    })
    expect(answers.map(({ route }) => route)).toEqual(
      expect.arrayContaining(['/api/v1/search', '/api/v1/products/:slug', '/zoeken', 'unknown']),
    )
  })

  it('tell of each publication when readers see it, by revision and not by text', async () => {
    const said: string[] = []
    delivery = await openDelivery({ logger: deliveryLogger('info', { write: (line) => said.push(line) }) })
    await delivery.publish(published(aProduct({ title: PRIVATE })))
    const line = said.find((each) => each.includes('a publication came in')) ?? '{}'
    expect(JSON.parse(line)).toMatchObject({ revision: 1, kind: 'product', locale: 'nl', type: 'PUBLISHED' })
    expect(said.join('')).not.toContain(PRIVATE)
  })

  it('say nothing of answers where only trouble is logged', async () => {
    const said: string[] = []
    delivery = await openDelivery({ logger: deliveryLogger('warn', { write: (line) => said.push(line) }) })
    await delivery.get('/api/v1/products')
    expect(said).toEqual([])
  })
})

describe('the measures', () => {
  const value = async (name: string) => {
    const text = (await delivery?.get('/metrics'))?.text ?? ''
    const line = text.split('\n').find((each) => each.startsWith(name))
    return line === undefined ? null : Number(line.split(' ').at(-1))
  }

  it('count what was in memory, what was refused and how long publications took', async () => {
    delivery = await openDelivery({
      rateLimit: 60,
      probes: [
        { name: 'pdc_search_lag_lines', help: 'of another part', value: () => 3 },
        { name: 'pdc_index_drift_documents', help: 'not known yet', value: () => null },
      ],
    })
    await delivery.publish(published(aProduct()))
    const ask = (n: number) => delivery?.query(`{ p${n}: product(slug: "paspoort") { title } }`)
    for (let n = 0; n < 3; n += 1) await ask(n)
    await delivery.query('{ nothing }')
    expect(await value('pdc_record_cache_misses_total')).toBe(1)
    expect(await value('pdc_record_cache_hits_total')).toBe(2)
    expect(await value('pdc_errors_total{code="BAD_USER_INPUT"}')).toBe(1)
    expect(await value('pdc_publication_visible_seconds_count')).toBe(1)
    expect(await value('pdc_log_lag_seconds')).toBeLessThan(5)
    expect(await value('pdc_search_lag_lines')).toBe(3)
    expect(await value('pdc_index_drift_documents')).toBeNull()
    for (let n = 0; n < 70; n += 1) await ask(n)
    expect(await value('pdc_requests_rate_limited_total')).toBeGreaterThan(0)
  })

  it('count what follows from a change each time somebody looks, while it is known, and it is no matter of readiness', async () => {
    let counts: { failed: number; waiting: number } | null = { failed: 2, waiting: 5 }
    delivery = await openDelivery({ followUps: () => counts })
    expect(await value('pdc_follow_ups_failed')).toBe(2)
    expect(await value('pdc_follow_ups_waiting')).toBe(5)
    expect((await delivery.get('/readyz')).status).toBe(200)
    counts = { failed: 0, waiting: 0 }
    expect(await value('pdc_follow_ups_failed')).toBe(0)
    counts = null
    expect(await value('pdc_follow_ups_failed')).toBeNull()
  })

  it('of follow-ups are unknown while there is no database, or none that can be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'follow-ups-'))
    const file = join(folder, 'catalogue.db')
    const counts = sqliteFollowUpCounts(file)
    expect(counts()).toBeNull()
    writeFileSync(file, 'this is no database, however often it is read '.repeat(100))
    expect(counts()).toBeNull()
    rmSync(folder, { recursive: true })
  })

  it('hold every measure that the dashboards and the alarms ask for', async () => {
    delivery = await openDelivery()
    await delivery.query('{ nothing }')
    const { text } = await delivery.get('/metrics')
    const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))
    const elsewhere = [
      'src/platform/delivery/search-part.ts',
      'src/platform/delivery/supervise.ts',
      'src/worker.ts',
    ]
    for (const file of elsewhere)
      for (const [, name] of readFileSync(file, 'utf8').matchAll(/name: '(pdc_\w+)'/g)) known.add(name)
    for (const child of ['editor']) known.add(`pdc_${child}_restarts_total`)
    const asked = readdirSync('docs/grafana').flatMap((file) =>
      [...readFileSync(`docs/grafana/${file}`, 'utf8').matchAll(/\b((?:pdc|process|nodejs)_\w+)/g)].map(
        ([, name = '']) => name.replace(/_(bucket|sum|count)$/, ''),
      ),
    )
    expect(asked.length).toBeGreaterThan(15)
    expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual([])
  })
})

describe('readiness', () => {
  it('asks the database itself, and its disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'database-'))
    const file = join(folder, 'catalogue.db')
    const fine = { head: async () => 0 }
    expect(await databaseCheck({ file, log: fine })()).toBe('there is no database yet')
    writeFileSync(file, '')
    expect(await databaseCheck({ file, log: fine })()).toBeNull()
    const broken = {
      head: async () => {
        throw new Error(`malformed: ${file}`)
      },
    }
    expect(await databaseCheck({ file, log: broken })()).toBe('the database cannot be read')
    const full = databaseCheck({ file, log: fine, leastFreeBytes: Number.MAX_SAFE_INTEGER })
    expect(await full()).toMatch(/almost full: \d+ MB free/)
    rmSync(folder, { recursive: true })
  })

  it('asks another server whether it answers, not more often than needed, and forgives one failure', async () => {
    let status = 200
    let asked = 0
    const server = await listening((_body, respond) => {
      asked += 1
      respond(status)
    })
    const check = answeringCheck('the editor', server.url, { keepMs: 0, failures: 2 })
    expect(await check()).toBeNull()
    status = 500
    expect([await check(), await check()]).toEqual([null, 'the editor answers 500'])
    status = 200
    expect(await check()).toBeNull()
    const before = asked
    const kept = answeringCheck('the editor', server.url, { keepMs: 60_000 })
    await Promise.all([kept(), kept(), kept()])
    await kept()
    expect(asked).toBe(before + 1)
    server.close()
    expect([await check(), await check()]).toEqual([null, 'the editor does not answer'])
  })
})

describe('traces', () => {
  const Sent = z.object({
    resourceSpans: z.array(
      z.object({ scopeSpans: z.array(z.object({ spans: z.array(z.looseObject({ name: z.string() })) })) }),
    ),
  })
  const PARENT = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' }

  it('hold each request with its route, in the trace of who asks, and the search engine’s part in it', async () => {
    const bodies: string[] = []
    const collector = await listening((body, respond) => {
      bodies.push(body)
      respond(200)
    })
    const traced = tracing({
      endpoint: collector.url,
      headers: {},
      serviceName: 'test',
      share: 1,
      everyMs: 30,
      onError: () => undefined,
    })
    const search: SearchPort = {
      search: async () => ({
        hits: [],
        total: 0,
        took: 1,
        corrected: null,
        words: [],
        facets: [],
        limited: false,
      }),
    }
    delivery = await openDelivery({ tracing: traced, search: () => search })
    const parent = (flags: string) => ({
      headers: { traceparent: `00-${PARENT.trace}-${PARENT.span}-${flags}` },
    })
    await delivery.query('query ($q: String!) { search(query: $q) { total } }', { q: PRIVATE }, parent('01'))
    await delivery.query('{ catalogue { name } }', {}, parent('00'))
    await traced.stop()
    const spans = bodies
      .flatMap((body) => Sent.parse(JSON.parse(body)).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
      .filter(({ traceId }) => traceId === PARENT.trace)
    expect(spans.map(({ name }) => name).sort()).toEqual(['POST /graphql', 'search engine'])
    const request = spans.find(({ name }) => name === 'POST /graphql')
    expect(request).toMatchObject({ parentSpanId: PARENT.span, kind: 2 })
    expect(spans.find(({ name }) => name === 'search engine')).toMatchObject({
      parentSpanId: request?.spanId,
      kind: 3,
    })
    expect(JSON.stringify(request)).toContain('"pdc.revision"')
    expect(bodies.join('')).not.toContain(PRIVATE)
    collector.close()
  })

  it('that cannot be sent cost nobody an answer', async () => {
    const errors: unknown[] = []
    const traced = tracing({
      endpoint: 'http://127.0.0.1:9',
      headers: {},
      serviceName: 'test',
      share: 1,
      everyMs: 20,
      onError: (error) => errors.push(error),
    })
    delivery = await openDelivery({ tracing: traced })
    for (let count = 0; count < 3; count += 1) expect((await delivery.get('/healthz')).status).toBe(200)
    await expect.poll(() => errors.length).toBe(1)
    await traced.stop()
  })
})

async function listening(answer: (body: string, respond: (status: number) => void) => void) {
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => answer(body, (status) => response.writeHead(status).end()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
