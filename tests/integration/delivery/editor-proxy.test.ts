import { createServer, request as send } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { editorProxy } from '../../../src/platform/delivery/editor-proxy'
import { openDelivery } from './open-delivery'
import type { OpenDelivery } from './open-delivery'

/** What stands in front of the editor, with a stand-in behind it that says what it was asked. */
let editor: Server
let seen: { readonly url: string; readonly headers: IncomingHttpHeaders; bytes: number }[] = []
let delivery: OpenDelivery
let url: string

beforeEach(async () => {
  seen = []
  editor = createServer((request, response) => {
    const entry = { url: request.url ?? '', headers: request.headers, bytes: 0 }
    seen.push(entry)
    const again = seen.filter(({ url: asked }) => asked === entry.url).length > 1
    if (entry.url.endsWith('/reset-always') || (entry.url.endsWith('/reset-once') && !again)) {
      request.socket.resetAndDestroy()
      return
    }
    request.on('data', (chunk: Buffer) => (entry.bytes += chunk.length))
    request.on('end', () => response.setHeader('content-type', 'text/plain').end('editor'))
  })
  await new Promise<void>((resolve) => editor.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await delivery.close()
  editor.close()
})

async function open(changes: Parameters<typeof openDelivery>[0] = {}, development = false) {
  const address = editor.address()
  const port = typeof address === 'object' ? address?.port : 0
  delivery = await openDelivery({
    ...changes,
    others: async (app) => {
      const rateLimits = { perMinute: changes.rateLimit ?? 0, loginsPerMinute: 3 }
      await app.register(editorProxy, { url: `http://127.0.0.1:${port}`, development, rateLimits })
    },
  })
  url = await delivery.app.listen({ port: 0, host: '127.0.0.1' })
}

const cspOf = (response: Response) => response.headers.get('content-security-policy') ?? ''
const nonceOf = (csp: string) => /'nonce-([\w+/=]+)'/.exec(csp)?.[1]

describe('the editor’s pages', () => {
  it('may run only scripts that carry the number of this one answer', async () => {
    await open()
    const first = cspOf(await fetch(`${url}/admin`))
    const second = cspOf(await fetch(`${url}/admin/login`))
    expect(first).toMatch(/script-src 'self' 'nonce-[\w+/]{22}=='(;|$)/)
    expect(first).toContain("frame-ancestors 'none'")
    expect(first).toContain("object-src 'none'")
    expect(nonceOf(first)).not.toBe(nonceOf(second))
    expect(seen.map(({ headers }) => nonceOf(String(headers['content-security-policy'])))).toEqual([
      nonceOf(first),
      nonceOf(second),
    ])
  })

  it('are not shown in frames, and not guessed to be something else', async () => {
    await open()
    const { headers } = await fetch(`${url}/admin`)
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })

  it('may compile while they run in development only', async () => {
    await open()
    expect(cspOf(await fetch(`${url}/admin`))).not.toContain('unsafe-eval')
    await delivery.close()
    await open({}, true)
    expect(cspOf(await fetch(`${url}/admin`))).toContain('unsafe-eval')
  })

  it('get the host that was asked for, and the number of the request', async () => {
    await open()
    const response = await fetch(`${url}/admin`)
    expect(seen[0]?.headers['x-forwarded-host']).toBe(new URL(url).host)
    expect(seen[0]?.headers['x-request-id']).toBe(response.headers.get('x-request-id'))
  })
})

it('keeps the editor’s data from being kept, shown as a page or run', async () => {
  await open()
  const { headers } = await fetch(`${url}/api/users/me`)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('access-control-allow-origin')).toBeNull()
})

describe('what is sent to the editor', () => {
  const LIMIT = 12 * 1024 * 1024

  it('is passed on as it is up to the limit', async () => {
    await open()
    const body = new Uint8Array(3 * 1024 * 1024)
    expect((await fetch(`${url}/api/media`, { method: 'POST', body })).status).toBe(200)
    expect(seen[0]?.bytes).toBe(body.length)
  })

  it('is refused by the length that it claims, without asking the editor', async () => {
    await open()
    const response = await fetch(`${url}/api/media`, {
      method: 'POST',
      body: new Uint8Array(LIMIT + 1),
    })
    expect([response.status, (await response.json()).code]).toEqual([413, 'BAD_USER_INPUT'])
    expect(seen).toEqual([])
  })

  it('is refused in words that the admin shows, which keeps the connection until all of it was sent', async () => {
    await open()
    const body = new Uint8Array(11 * 1024 * 1024)
    const response = await fetch(`${url}/api/media`, { method: 'POST', body })
    expect(response.status).toBe(413)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(response.headers.get('connection')).not.toBe('close')
    const { errors } = await response.json()
    expect(errors).toEqual([{ message: expect.stringMatching(/te groot.* 10 MB/) }])
    expect((await fetch(`${url}/api/media`)).status).toBe(200)
    expect(seen.map(({ url: asked }) => asked)).toEqual(['/api/media'])
  })

  it('is cut off when it claims no length and goes on and on', async () => {
    await open()
    const piece = Buffer.alloc(1024 * 1024)
    const outcome = await new Promise<string>((resolve) => {
      const asked = send(`${url}/api/media`, { method: 'POST' }, ({ statusCode }) =>
        resolve(String(statusCode)),
      )
      asked.on('error', () => resolve('cut off'))
      const more = () => {
        for (let count = 0; count < 4; count += 1) asked.write(piece)
        if (!asked.destroyed) asked.once('drain', more)
      }
      more()
    })
    expect(outcome).not.toBe('200')
    expect(seen[0]?.bytes ?? 0).toBeLessThanOrEqual(LIMIT)
  })
})

describe('an editor that ends connections', () => {
  const ask = async (path: string, init?: RequestInit) => (await fetch(url + path, init)).status

  it('is asked once more for what changes nothing', async () => {
    await open()
    expect(await ask('/_next/reset-once')).toBe(200)
    expect(await ask('/_next/reset-always')).toBe(503)
    expect(await ask('/_next/reset-always', { method: 'POST', body: '{}' })).toBe(503)
    expect(seen.map(({ url: asked }) => asked)).toEqual([
      ...Array.from({ length: 2 }, () => '/_next/reset-once'),
      ...Array.from({ length: 3 }, () => '/_next/reset-always'),
    ])
  })

  it('is said to be away in words that the admin shows', async () => {
    await open()
    const response = await fetch(`${url}/api/reset-always`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({
      errors: [{ message: expect.stringContaining('redactieomgeving') }],
    })
  })
})

describe('attempts to log in', () => {
  const login = (path = '/api/users/login', headers = {}) =>
    fetch(`${url}${path}`, { method: 'POST', body: '{}', headers })

  it('from one place are limited, also when the address is written otherwise', async () => {
    await open({ rateLimit: 1_000 })
    for (let count = 0; count < 3; count += 1) expect((await login()).status).toBe(200)
    for (const path of ['/api/users/login', '/api/users/%6cogin', '/api/users/forgot-password']) {
      const response = await login(path)
      expect([response.status, (await response.json()).code], path).toEqual([429, 'RATE_LIMITED'])
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect((await login('/api/products')).status).toBe(200)
    expect((await fetch(`${url}/api/users/me`)).status).toBe(200)
  })

  it('are not limited where limits are off', async () => {
    await open()
    for (let count = 0; count < 6; count += 1) expect((await login()).status).toBe(200)
  })
})

describe('the address of a client', () => {
  const QUERY = '/graphql?query={catalogue{name}}'
  const claim = (address: string) => fetch(url + QUERY, { headers: { 'x-forwarded-for': address } })

  it('cannot be claimed by the client itself', async () => {
    await open({ rateLimit: 2 })
    const statuses: number[] = []
    for (let i = 0; i < 4; i += 1) statuses.push((await claim(`192.0.2.${i}`)).status)
    expect(statuses).toEqual([200, 200, 429, 429])
  })

  it('decides who reads the measures: not the public, also not behind a proxy of ours', async () => {
    await open({ trustedProxies: ['loopback', 'uniquelocal'] })
    const read = async (headers: Record<string, string>) => {
      const response = await fetch(`${url}/metrics`, { headers })
      return [response.status, (await response.text()).includes('pdc_log_position')]
    }
    expect(await read({ 'x-forwarded-for': '203.0.113.9' })).toEqual([404, false])
    expect(await read({ 'x-forwarded-for': '10.0.0.7' })).toEqual([200, true])
    expect(await read({})).toEqual([200, true])
  })

  it('is the one that a trusted proxy saw, whatever the client wrote before it', async () => {
    await open({ rateLimit: 2, trustedProxies: ['loopback'] })
    const statuses: number[] = []
    for (let i = 0; i < 3; i += 1) statuses.push((await claim(`203.0.113.${i}, 192.0.2.1`)).status)
    expect(statuses).toEqual([200, 200, 429])
    expect((await claim('192.0.2.2')).status).toBe(200)
  })
})

it('says how to treat each answer, whatever it is', async () => {
  await open({ rateLimit: 1_000 })
  for (const path of [
    '/healthz',
    '/metrics',
    '/graphql?query={',
    '/api/v1/nothing',
    '/admin',
    '/api/x',
    '/nothing',
  ]) {
    const response = await fetch(url + path)
    await response.text()
    const { headers } = response
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect(headers.get('referrer-policy'), path).toMatch(/^(no-referrer|same-origin)$/)
    expect(headers.get('x-powered-by'), path).toBeNull()
  }
})

it('limits also who asks for what is not there', async () => {
  await open({ rateLimit: 2 })
  const statuses: number[] = []
  for (let i = 0; i < 4; i += 1) statuses.push((await fetch(`${url}/nothing/${i}`)).status)
  expect(statuses).toEqual([404, 404, 429, 429])
})

it('says that only https counts where people reach it over https', async () => {
  await open({ isHttps: true })
  for (const path of ['/', '/graphql?query={catalogue{name}}', '/api/v1/products', '/admin', '/healthz'])
    expect((await fetch(url + path)).headers.get('strict-transport-security'), path).toMatch(
      /^max-age=31536000/,
    )
  await delivery.close()
  await open()
  expect((await fetch(url)).headers.get('strict-transport-security')).toBeNull()
})
