import { describe, expect, it } from 'vitest'
import { noteWay } from './broken-way'
import { retriedRoute } from './conflict-answer'

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
})

describe('a request during which the database could not be asked', () => {
  it('is done again when it was refused, because its refusal rests on nothing', async () => {
    const statuses = [403, 400, 201]
    const route = retriedRoute(async () => {
      const status = statuses.shift() ?? 500
      if (status !== 201) noteWay({ isBroken: true })
      return new Response('', { status })
    })
    expect((await route(post('{}'), {})).status).toBe(201)
    expect(statuses).toEqual([])
  })

  it('is done once when it went well all the same', async () => {
    let attempts = 0
    const route = retriedRoute(async () => {
      attempts += 1
      noteWay({ isBroken: true })
      return new Response('saved', { status: 201 })
    })
    expect((await route(post('{}'), {})).status).toBe(201)
    expect(attempts).toBe(1)
  })

  it('is done once when nobody knows whether it was stored', async () => {
    let attempts = 0
    const route = retriedRoute(async () => {
      attempts += 1
      noteWay({ isBroken: true })
      noteWay({ isInDoubt: true })
      return new Response('in doubt', { status: 500 })
    })
    expect((await route(post('{}'), {})).status).toBe(500)
    expect(attempts).toBe(1)
  })
})
