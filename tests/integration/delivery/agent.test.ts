import { createHash, createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SECRET, laterThan, openDelivery } from './open-delivery'
import type { OpenDelivery } from './open-delivery'
import { MUNICIPALITY, START, aProduct, aQuestion, moment, published } from './records'

const CANARY = 'CANARY-AB12CD34'
const KEY = createHash('sha256').update(SECRET).digest('hex').slice(0, 32)
const MEMOS = `{ product(slug: "paspoort") { deskMemo { text } organisation { deskMemo { text } } questions { deskMemo { text } } } }`

let delivery: OpenDelivery
beforeEach(async () => {
  delivery = await openDelivery({ rateLimit: 0 })
  await delivery.publish(
    published(aProduct(), { memo: `bij het product ${CANARY}` }),
    published(aQuestion(), { memo: `bij de vraag ${CANARY}` }),
    published(
      { kind: 'organisation', locale: 'nl', ...MUNICIPALITY },
      { memo: `bij de organisatie ${CANARY}` },
    ),
  )
  account('u1', 'agent')
  delivery.writer.run(
    'insert into users_sessions values (1, ?, ?, ?, ?)',
    'u1',
    's1',
    START,
    laterThan(START, 86_400_000),
  )
})
afterEach(() => delivery.close())

function account(id: string, role: string | null, apiKey: string | null = null) {
  const digest = apiKey === null ? null : createHmac('sha256', KEY).update(apiKey).digest('hex')
  delivery.writer.run(
    'insert into users values (?, ?, ?, ?)',
    id,
    `${id}@voorbeeld.example`,
    apiKey === null ? 0 : 1,
    digest,
  )
  if (role !== null)
    delivery.writer.run('insert into users_roles values (1, ?, ?, ?)', id, role, `${id}-role`)
}

type Token = {
  id?: string
  collection?: string
  sid?: string
  key?: string
  version?: number
  seconds?: number
}
const token = ({
  id = 'u1',
  collection = 'users',
  sid = 's1',
  key = KEY,
  version = 1,
  seconds = 7_200,
}: Token = {}) =>
  new SignJWT({ id, collection, sid, email: 'agent@voorbeeld.example' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', authVersion: version })
    .setIssuedAt(Date.parse(START) / 1_000)
    .setExpirationTime(Date.parse(START) / 1_000 + seconds)
    .sign(new TextEncoder().encode(key))

const asAgent = (headers: Record<string, string>, query = MEMOS) =>
  delivery.query(query, {}, { url: '/graphql/agent', headers })
const codeOf = async (answer: ReturnType<typeof asAgent>) => {
  const { status, body } = await answer
  return [status, body.errors?.[0]?.extensions.code]
}

describe('an agent', () => {
  it.each([
    ['a token', async () => ({ authorization: `JWT ${await token()}` })],
    ['a bearer token', async () => ({ authorization: `Bearer ${await token()}` })],
    [
      'the cookie of the own site',
      async () => ({ cookie: `a=b; payload-token=${await token()}`, 'sec-fetch-site': 'same-origin' }),
    ],
    [
      'the cookie and the own origin',
      async () => ({
        cookie: `payload-token=${await token()}`,
        origin: 'http://localhost:80',
        host: 'localhost:80',
      }),
    ],
  ])('reads agent-only text with %s', async (_name, headers) => {
    const answer = await asAgent(await headers())
    expect(answer.body.data).toEqual({
      product: {
        deskMemo: { text: `bij het product ${CANARY}` },
        organisation: { deskMemo: { text: `bij de organisatie ${CANARY}` } },
        questions: [{ deskMemo: { text: `bij de vraag ${CANARY}` } }],
      },
    })
    expect(answer.headers['cache-control']).toBe('private, no-store')
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('reads it with an API key', async () => {
    account('u2', 'apiClient', 'the-key')
    expect((await asAgent({ authorization: 'users API-Key the-key' })).text).toContain(CANARY)
    expect(await codeOf(asAgent({ authorization: 'users API-Key another' }))).toEqual([
      401,
      'NOT_AUTHENTICATED',
    ])
    delivery.writer.run('update users set enable_a_p_i_key = 0 where id = ?', 'u2')
    await delivery.setClock(laterThan(START, 10_001))
    expect(await codeOf(asAgent({ authorization: 'users API-Key the-key' }))).toEqual([
      401,
      'NOT_AUTHENTICATED',
    ])
  })

  it('also reads everything public, and the past', async () => {
    const query = `{ product(slug: "paspoort", at: "${START}") { title deskMemo { text } } }`
    const answer = await asAgent({ authorization: `JWT ${await token()}` }, query)
    expect(answer.body.data).toEqual({
      product: { title: 'Paspoort', deskMemo: { text: `bij het product ${CANARY}` } },
    })
  })

  it('whose session was ended is out within 10 seconds', async () => {
    const headers = { authorization: `JWT ${await token()}` }
    expect((await asAgent(headers)).status).toBe(200)
    delivery.writer.run('delete from users_sessions')
    await delivery.setClock(laterThan(START, 10_001))
    expect(await codeOf(asAgent(headers))).toEqual([401, 'NOT_AUTHENTICATED'])
  })
})

describe('nobody reads agent-only text', () => {
  it.each([
    ['without anything', async () => ({})],
    [
      'with a token signed by somebody else',
      async () => ({ authorization: `JWT ${await token({ key: 'x'.repeat(32) })}` }),
    ],
    [
      'with a token signed by the bare secret',
      async () => ({ authorization: `JWT ${await token({ key: SECRET })}` }),
    ],
    [
      'with a token of another version',
      async () => ({ authorization: `JWT ${await token({ version: 2 })}` }),
    ],
    [
      'with a token of another collection',
      async () => ({ authorization: `JWT ${await token({ collection: 'others' })}` }),
    ],
    [
      'with a token of a session that does not exist',
      async () => ({ authorization: `JWT ${await token({ sid: 's9' })}` }),
    ],
    [
      'with the session of somebody else',
      async () => ({ authorization: `JWT ${await token({ id: 'u9' })}` }),
    ],
    ['with a token that has expired', async () => ({ authorization: `JWT ${await token({ seconds: -1 })}` })],
    ['with an unsigned token', async () => ({ authorization: `JWT ${unsigned(await token())}` })],
    [
      'with the cookie from another site',
      async () => ({ cookie: `payload-token=${await token()}`, origin: 'https://evil.example' }),
    ],
    [
      'with the cookie from another site, without origin',
      async () => ({ cookie: `payload-token=${await token()}`, 'sec-fetch-site': 'cross-site' }),
    ],
    ['with an empty API key', async () => ({ authorization: 'users API-Key ' })],
  ])('%s', async (_name, headers) => {
    const answer = await asAgent(await headers())
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([401, 'NOT_AUTHENTICATED'])
    expect(answer.text).not.toContain(CANARY)
  })

  it('with a login but no role that may read', async () => {
    account('u3', null)
    delivery.writer.run(
      'insert into users_sessions values (1, ?, ?, ?, ?)',
      'u3',
      's3',
      START,
      laterThan(START, 86_400_000),
    )
    expect(await codeOf(asAgent({ authorization: `JWT ${await token({ id: 'u3', sid: 's3' })}` }))).toEqual([
      403,
      'FORBIDDEN',
    ])
  })

  it('after the session has expired', async () => {
    await delivery.setClock(moment('2026-01-12T12:00:00Z'))
    const seconds = 10 * 86_400
    expect(await codeOf(asAgent({ authorization: `JWT ${await token({ seconds })}` }))).toEqual([
      401,
      'NOT_AUTHENTICATED',
    ])
  })
})

it('agent-only text is in no public answer, error, header or measure', async () => {
  const everything = `{ catalogue { name } products { nodes { ...p } } questions { nodes { question answers { body { html text markdown } } } }
    organisations { name contact { phone } } changes(kinds: [PRODUCT, QUESTION, ORGANISATION]) { nodes { id contentHash } }
    search(query: "paspoort") { hits { title snippet answer { body { text } } } } }
    fragment p on Product { title summary keywords synonyms sections { text } answers { body { html text markdown } short { text } } facts { formatted } }`
  const answers = [
    await delivery.query(everything),
    await delivery.query(MEMOS),
    await delivery.query('{ product(slug: "paspoort") { deskMemo } }'),
    await delivery.query(`{ search(query: "${CANARY}") { total hits { title } } }`),
    await delivery.query(`{ products(filter: { text: "product" }) { nodes { title } } }`),
    await delivery.query('{ __schema { types { name fields { name } } } }'),
    ...(await Promise.all(
      [
        '/products',
        '/products/paspoort',
        '/questions',
        '/questions/paspoort-kwijt',
        '/search?q=paspoort',
        '/changes',
        '/openapi.json',
      ].map((path) => delivery.get(`/api/v1${path}`)),
    )),
    await delivery.get('/metrics'),
    await delivery.get('/readyz'),
  ]
  for (const { text, headers } of answers) {
    expect(text.replaceAll(`"${CANARY}"`, '')).not.toMatch(/CANARY-[A-Z0-9]{8}/)
    expect(JSON.stringify(headers)).not.toContain('CANARY')
  }
  expect(answers[0]?.text).toContain('Een paspoort kost')
  expect(answers[5]?.text).not.toContain('deskMemo')
})

const unsigned = (signed: string): string => {
  const [, payload] = signed.split('.')
  const header = Buffer.from(JSON.stringify({ alg: 'none', authVersion: 1 })).toString('base64url')
  return `${header}.${payload}.`
}
