import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SLUGS } from '../../collections/slugs'
import type { CollectionName } from '../../collections/slugs'
import { ACCESS, ROLES } from '../../src/access'
import type { Role } from '../../src/access'
import { startApp } from './support/app'
import type { RunningApp } from './support/app'

/** The access table over Payload's REST on the running product, with the demo users, and over both GraphQL schemas. */
let app: RunningApp
const credentials = new Map<Role, string>()
const names = Object.keys(SLUGS) as CollectionName[]

beforeAll(async () => {
  app = await startApp({ env: { PDC_DEMO_USERS: '1', PDC_LOG_LEVEL: 'info' } })
  credentials.set('administrator', await login(app.admin.email, app.admin.password))
  for (const [, role, email, password] of app.output().matchAll(/Demo (\w+): (\S+@\S+) \/ (\S+)/g)) {
    const known = ROLES.find((candidate) => candidate === role)
    if (known) credentials.set(known, await login(email ?? '', password ?? ''))
  }
  const key = /Demo apiClient: API key (\S+)/.exec(app.output())?.[1]
  credentials.set('apiClient', `users API-Key ${key}`)
})
afterAll(() => app?.stop())

async function login(email: string, password: string): Promise<string> {
  const response = await fetch(`${app.url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return `JWT ${z.object({ token: z.string() }).parse(await response.json()).token}`
}

const ask = (role: Role | null, path: string, method = 'GET', body?: unknown) =>
  fetch(`${app.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(role && { authorization: credentials.get(role) ?? '' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

describe.each(ROLES)('%s over REST', (role) => {
  it.each(names)('%s: reads, creates and deletes as the table says', async (name) => {
    const row = ACCESS[name][role]
    const path = `/api/${SLUGS[name]}`
    expect((await ask(role, `${path}?limit=1&depth=0`)).status, 'read').toBe(row.read === 'no' ? 403 : 200)
    const created = (await ask(role, path, 'POST', {})).status
    if (row.create === 'no' || row.create === 'own') expect(created, 'create').toBe(403)
    else expect(created, 'create').not.toBe(403)
    if (row.delete === 'no')
      expect((await ask(role, `${path}/no-such-id`, 'DELETE')).status, 'delete').toBe(403)
  })
})

it('logs what it refuses as that, and not as a failure of the product', async () => {
  const begun = app.output().length
  expect((await ask('administrator', '/api/products', 'POST', {})).status).toBe(400)
  expect((await ask('editor', '/api/users', 'POST', {})).status).toBe(403)
  expect((await ask('administrator', '/api/products/no-such-id')).status).toBe(404)
  await expect.poll(() => app.output().slice(begun)).toMatch(/"level":30,.*"child":"editor".*"Niet gevonden"/)
  expect(app.output().slice(begun)).not.toMatch(/"level":[4-6]0/)
})

describe('who is not logged in', () => {
  it.each(names)('gets nothing of %s from Payload’s REST', async (name) => {
    const path = `/api/${SLUGS[name]}`
    for (const query of ['', '?draft=true&trash=true', '?where[deskMemo][exists]=true&depth=2'])
      expect((await ask(null, `${path}${query}`)).status).toBe(403)
    expect((await ask(null, path, 'POST', {})).status).toBe(403)
  })

  it('gets no internal text from the public schema, and no entrance to the agents’ one', async () => {
    const query = '{ product(slug: "paspoort") { title deskMemo { text } } }'
    const open = await (await ask(null, '/graphql', 'POST', { query })).text()
    expect(open).toContain('BAD_USER_INPUT')
    const desk = await ask(null, '/graphql/agent', 'POST', { query })
    expect(desk.status).toBe(401)
    expect(await desk.text()).toContain('NOT_AUTHENTICATED')
  })
})

describe('the agents’ schema', () => {
  it.each(ROLES)('gives internal text to %s', async (role) => {
    const query = '{ product(slug: "paspoort") { title deskMemo { text } } }'
    const answer = await (await ask(role, '/graphql/agent', 'POST', { query })).text()
    expect(answer).toMatch(/CANARY-[A-Z0-9]{8}/)
  })
})

describe('uploads over REST', () => {
  it('refuses a file that is too large, with a clear answer', async () => {
    const form = new FormData()
    form.set('_payload', JSON.stringify({ alt: 'Te groot' }))
    form.set('file', new Blob([Buffer.alloc(11 * 1024 * 1024)], { type: 'image/png' }), 'groot.png')
    const response = await fetch(`${app.url}/api/media?locale=nl`, {
      method: 'POST',
      headers: { authorization: credentials.get('administrator') ?? '' },
      body: form,
    })
    expect(response.status).toBe(413)
  })
})
