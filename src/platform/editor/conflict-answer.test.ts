import { describe, expect, it } from 'vitest'
import { retriedRoute } from './conflict-answer'
import { noteFault } from './conflicts'

const conflict = () => new Response('conflict', { status: 503 })
const post = (body: string) =>
  new Request('http://localhost/api/products', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
  })

describe('a request that conflicts', () => {
  it('is done again with the same body, method and headers', async () => {
    const seen: string[] = []
    const route = retriedRoute(async (request: Request, context: { readonly params: string }) => {
      const type = request.headers.get('content-type')
      seen.push(`${request.method} ${type} ${context.params} ${await request.text()}`)
      return seen.length < 3 ? conflict() : new Response('saved', { status: 201 })
    })
    const response = await route(post('{"title":"A"}'), { params: 'products' })
    expect([response.status, await response.text()]).toEqual([201, 'saved'])
    expect(seen).toEqual(Array.from({ length: 3 }, () => 'POST application/json products {"title":"A"}'))
  })

  it('is done once when its body is of unknown length, because it cannot be kept', async () => {
    let attempts = 0
    const route = retriedRoute(async () => {
      attempts += 1
      return conflict()
    })
    const request = new Request('http://localhost/api/media', { method: 'POST', body: 'picture' })
    request.headers.delete('content-length')
    expect((await route(request, {})).status).toBe(503)
    expect(attempts).toBe(1)
  })

  it('is done once when it was refused for another reason', async () => {
    let attempts = 0
    const route = retriedRoute(async () => {
      attempts += 1
      return new Response('refused', { status: 400 })
    })
    expect((await route(post('{}'), {})).status).toBe(400)
    expect(attempts).toBe(1)
  })

  it('gives the answer of a refusal that the database caused, and not its error', async () => {
    const noted = Object.assign(new Error('closed'), { name: 'MongoNetworkError' })
    let attempts = 0
    const route = retriedRoute(async () => {
      attempts += 1
      noteFault(noted)
      return attempts < 3 ? conflict() : new Response('refused', { status: 400 })
    })
    expect((await route(post('{}'), {})).status).toBe(400)
    expect(attempts).toBe(3)
  })
})
