import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { editorProxy } from '../../src/platform/delivery/editor-proxy'
import { deliveryLogger, operatorServer, readiness } from '../../src/platform/delivery/http'
import { numbered } from '../../src/platform/editor/request-numbers'
import { type Backstage, openBackstage } from '../support/backstage'
import { openEditor, type OpenEditor } from '../support/editor'
import { type AskEditor, asJson, restOf } from '../support/editor-rest'

/** By which number a request is found in the logs of every process that it comes through. */
const PRIVATE = 'burenruzie-om-schutting'
const Line = z.looseObject({ msg: z.string() })
let said: string[] = []
const log = { write: (line: string) => void said.push(line) }
const linesOf = (reqId: string | null) =>
  said.map((line) => Line.parse(JSON.parse(line))).filter((line) => line['reqId'] === reqId)
beforeEach(() => {
  said = []
})

describe('the editor’s front', () => {
  let editor: Server
  let front: FastifyInstance
  let passedOn: IncomingHttpHeaders[] = []
  beforeEach(async () => {
    passedOn = []
    editor = createServer((request, response) => {
      passedOn.push(request.headers)
      response.end('{}')
    })
    await new Promise<void>((resolve) => editor.listen(0, '127.0.0.1', resolve))
    const { port } = editor.address() as AddressInfo
    front = await operatorServer({
      readiness: readiness(),
      trustedProxies: [],
      logger: deliveryLogger('info', log),
      others: async (scope) => {
        const rateLimits = { perMinute: 0, loginsPerMinute: 0 }
        await scope.register(editorProxy, { url: `http://127.0.0.1:${port}`, development: false, rateLimits })
      },
    })
  })
  afterEach(async () => {
    await front.close()
    editor.close()
  })

  const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    front.inject({ url: `/api/products?q=${PRIVATE}`, headers, remoteAddress })

  it('keeps the number that delivery gave, in its log, its answer and what it asks the editor', async () => {
    const { headers } = await ask({ 'x-request-id': 'ab12cd34-7' })
    expect(headers['x-request-id']).toBe('ab12cd34-7')
    expect(passedOn[0]?.['x-request-id']).toBe('ab12cd34-7')
    expect(linesOf('ab12cd34-7')).toMatchObject([
      { msg: 'answered', method: 'GET', route: '/api/*', status: 200 },
    ])
    expect(said.join('')).not.toContain(PRIVATE)
  })

  it.each<[string, Record<string, string>, string?]>([
    ['it got none', {}],
    ['it got what is none', { 'x-request-id': `${PRIVATE} and more` }],
    ['a stranger gave it', { 'x-request-id': PRIVATE }, '203.0.113.9'],
  ])('makes one when %s', async (_when, given, from) => {
    const made = String((await ask(given, from)).headers['x-request-id'])
    expect(made).toMatch(/^[\da-f]{8}-\w+$/)
    expect(passedOn[0]?.['x-request-id']).toBe(made)
    expect(linesOf(made)).toHaveLength(1)
    expect(said.join('')).not.toContain(PRIVATE)
  })
})

describe('the editor', () => {
  let editor: OpenEditor
  let backstage: Backstage
  let ask: AskEditor
  let authorization: string
  beforeAll(async () => {
    editor = await openEditor({ logLevel: 'info', logTo: log })
    backstage = await openBackstage(editor.env.databaseUrl)
    ask = restOf(editor)
    const login = { email: 'beheer@dommelrode.example', password: 'walvis potlood zomer kraan' }
    await editor.payload.create({
      collection: 'users',
      data: { ...login, name: 'Beheer', roles: ['administrator'] },
    })
    const response = await ask('/api/users/login', asJson(login))
    authorization = `JWT ${z.object({ token: z.string() }).parse(await response.json()).token}`
  })
  afterAll(async () => {
    await backstage.close()
    await editor.close()
  })

  const post = (path: string, data: object, reqId: string) => {
    const init = asJson(data)
    const headers = new Headers(init.headers)
    headers.set('authorization', authorization)
    headers.set('x-request-id', reqId)
    return numbered(headers, () => ask(path, { ...init, headers }))
  }

  it('logs what a request published, by its number and the revisions, and nothing of the text', async () => {
    const data = { name: PRIVATE, type: 'municipality' }
    expect((await post('/api/organisations', data, 'ab12cd34-8')).status).toBe(201)
    const stored = (await backstage.lines()).map(({ seq, kind, locale }) => ({ revision: seq, kind, locale }))
    expect(stored).not.toEqual([])
    expect(linesOf('ab12cd34-8')).toMatchObject(
      stored.map((line) => ({ ...line, msg: 'a publication was stored', type: 'PUBLISHED' })),
    )
    expect(said.join('')).not.toContain(PRIVATE)
  })

  it('logs a statement that failed without what was to be stored', () => {
    const error = new Error(`Failed query: insert\nparams: ${PRIVATE}`)
    numbered(new Headers({ 'x-request-id': 'ab12cd34-a' }), () => editor.payload.logger.error({ err: error }))
    expect(linesOf('ab12cd34-a')).toMatchObject([{ msg: 'Failed query: insert', err: { type: 'Error' } }])
    expect(said.join('')).not.toContain(PRIVATE)
  })

  it('logs no publication of a request that was refused, and why under its number', async () => {
    const data = { name: 'Zonder soort' }
    expect((await post('/api/organisations', data, 'ab12cd34-9')).status).toBe(400)
    expect(linesOf('ab12cd34-9').map(({ msg }) => msg)).not.toContain('a publication was stored')
    expect(linesOf('ab12cd34-9')).toHaveLength(1)
  })
})
