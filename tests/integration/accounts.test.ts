import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sqliteAccounts } from '../../src/platform/delivery/accounts/sqlite-accounts'
import { loginVerifier } from '../../src/platform/delivery/accounts/verify-login'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'
import { asJson, restOf } from '../support/editor-rest'
import type { AskEditor } from '../support/editor-rest'
import { fileOf } from '../../src/platform/database-address'

/** Passwords, locks, sessions and cookies, as they are over Payload's REST. */
let editor: OpenEditor
let ask: AskEditor
const GOOD = 'fiets regenboog tosti klavier'
const OTHER = 'walvis potlood zomer kraan'
let count = 0

beforeAll(async () => {
  editor = await openEditor()
  ask = restOf(editor)
})
afterAll(() => editor.close())

async function aUser(changes: object = {}) {
  const email = `gebruiker${++count}@dommelrode.example`
  const user = await editor.payload.create({
    collection: 'users',
    data: { email, password: GOOD, name: 'Jolanda', roles: ['editor'], ...changes },
  })
  return { id: String(user.id), email }
}
const login = (email: string, password = GOOD) => ask('/api/users/login', asJson({ email, password }))
const LoggedIn = z.object({ token: z.string() })
const tokenOf = async (email: string, password = GOOD) =>
  LoggedIn.parse(await (await login(email, password)).json()).token
const me = async (headers: Record<string, string>) => {
  const { user } = z
    .object({ user: z.object({ id: z.string() }).nullable() })
    .parse(await (await ask('/api/users/me', { headers })).json())
  return user?.id ?? null
}
const asUser = (token: string) => ({ authorization: `JWT ${token}` })

describe('a weak password', () => {
  it.each(['kort', 'wachtwoord123', 'gebruiker99jolanda'])(
    '“%s” is refused for a new user',
    async (password) => {
      const email = 'gebruiker99@dommelrode.example'
      await expect(
        editor.payload.create({
          collection: 'users',
          data: { email, password, name: 'Jolanda', roles: ['editor'] },
        }),
      ).rejects.toThrow(/Dit wachtwoord is te/)
      expect(
        (await editor.payload.count({ collection: 'users', where: { email: { equals: email } } })).totalDocs,
      ).toBe(0)
    },
  )

  it('is refused when somebody changes theirs, in words that they read, and the old one stays', async () => {
    const { id, email } = await aUser()
    const token = await tokenOf(email)
    const response = await ask(`/api/users/${id}`, {
      ...asJson({ password: 'welkom123456' }),
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...asUser(token) },
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('te makkelijk te raden')
    expect((await login(email)).status).toBe(200)
  })

  it('is refused when somebody forgot theirs', async () => {
    const { email } = await aUser()
    const token = await editor.payload.forgotPassword({
      collection: 'users',
      data: { email },
      disableEmail: true,
    })
    const reset = (password: string) => ask('/api/users/reset-password', asJson({ token, password }))
    expect((await reset('password1234')).status).toBe(400)
    expect((await login(email)).status).toBe(200)
    expect((await reset(OTHER)).status).toBe(200)
    expect((await login(email, OTHER)).status).toBe(200)
    expect((await login(email)).status).toBe(401)
  })
})

it('keeps passwords as a slow hash with a salt of their own', async () => {
  const users = [await aUser(), await aUser()]
  const rows = await Promise.all(
    users.map(({ id }) => editor.payload.findByID({ collection: 'users', id, showHiddenFields: true })),
  )
  const hashes = rows.map((row) => String(row.hash))
  expect(hashes[0]).toMatch(/^pbkdf2-sha256-v1:/)
  expect(hashes[0]).not.toBe(hashes[1])
})

describe('an account', () => {
  it('is locked after five wrong passwords, also for the right one, and opens again by itself', async () => {
    const { id, email } = await aUser()
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await login(email, 'fout')).status).toBe(401)
    expect((await login(email)).status).toBe(401)
    const { lockUntil } = await editor.payload.findByID({ collection: 'users', id, showHiddenFields: true })
    const minutes = (Date.parse(String(lockUntil)) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(9)
    expect(minutes).toBeLessThanOrEqual(10)
    // Ten minutes later.
    await editor.payload.db.updateOne({
      collection: 'users',
      id,
      data: { lockUntil: new Date(Date.now() - 1).toISOString() },
      req: { payload: editor.payload },
    })
    expect((await login(email)).status).toBe(200)
  })

  it('says the same to a wrong password as to an unknown address', async () => {
    const { email } = await aUser()
    const wrong = await login(email, 'fout')
    const unknown = await login('niemand@dommelrode.example', 'fout')
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()])
  })

  it('is unlocked by administrators only', async () => {
    const { email } = await aUser()
    const { email: other } = await aUser()
    const unlock = async (token: string) =>
      (
        await ask('/api/users/unlock', {
          ...asJson({ email }),
          headers: { 'content-type': 'application/json', ...asUser(token) },
        })
      ).status
    expect(await unlock(await tokenOf(other))).toBe(403)
    const { email: admin } = await aUser({ roles: ['administrator'] })
    expect(await unlock(await tokenOf(admin))).toBe(200)
  })
})

describe('a session', () => {
  it('ends when its user logs out, at once in the editor and soon in delivery', async () => {
    const { id, email } = await aUser()
    const token = await tokenOf(email)
    const accounts = sqliteAccounts(fileOf(editor.env.databaseUrl))
    let nowMs = Date.now()
    const verify = loginVerifier({
      accounts,
      secret: editor.secret,
      allowedOrigins: [],
      nowMs: () => nowMs,
    })
    const credentials = {
      authorization: `JWT ${token}`,
      cookie: undefined,
      origin: undefined,
      fetchSite: undefined,
      ownOrigin: 'http://localhost',
    }
    expect((await verify(credentials)).id).toBe(id)
    expect((await ask('/api/users/logout', { method: 'POST', headers: asUser(token) })).status).toBe(200)
    expect(await me(asUser(token))).toBeNull()
    nowMs += 30_000
    await expect(verify(credentials)).rejects.toThrow(/needs a login/)
    await accounts.close()
  })

  it('of another place ends when the password changes, and when the user is removed', async () => {
    const { id, email } = await aUser()
    const [here, elsewhere] = [await tokenOf(email), await tokenOf(email)]
    await ask(`/api/users/${id}`, {
      ...asJson({ password: OTHER }),
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...asUser(here) },
    })
    expect([await me(asUser(here)), await me(asUser(elsewhere))]).toEqual([id, null])
    await editor.payload.delete({ collection: 'users', id })
    expect(await me(asUser(here))).toBeNull()
  })

  it('all of them end at once for who asks for that', async () => {
    const { email } = await aUser()
    const tokens = [await tokenOf(email), await tokenOf(email), await tokenOf(email)]
    await ask('/api/users/logout?allSessions=true', { method: 'POST', headers: asUser(tokens[0] ?? '') })
    expect(await Promise.all(tokens.map((token) => me(asUser(token))))).toEqual([null, null, null])
  })

  it('is renewed while it is used, but not for ever', async () => {
    const { id, email } = await aUser()
    const token = await tokenOf(email)
    const renew = async () =>
      (await ask('/api/users/refresh-token', { method: 'POST', headers: asUser(token) })).status
    expect(await renew()).toBe(200)
    // A login of nine hours ago.
    const db = new Database(fileOf(editor.env.databaseUrl))
    const began = new Date(Date.now() - 9 * 60 * 60 * 1_000).toISOString()
    db.prepare('update users_sessions set created_at = ? where _parent_id = ?').run(began, id)
    db.close()
    expect(await renew()).toBe(403)
    expect(await me(asUser(token))).toBe(id)
  })

  it('lasts eight hours at most without being renewed', async () => {
    const { email } = await aUser()
    const payload: unknown = JSON.parse(
      Buffer.from((await tokenOf(email)).split('.')[1] ?? '', 'base64url').toString(),
    )
    const { iat, exp } = z.object({ iat: z.number(), exp: z.number() }).parse(payload)
    expect(exp - iat).toBe(8 * 60 * 60)
  })
})

describe('the cookie of a login', () => {
  const cookieOf = (response: Response) => response.headers.get('set-cookie') ?? ''

  it('is out of reach of scripts and other sites', async () => {
    const { email } = await aUser()
    const cookie = cookieOf(await login(email))
    expect(cookie).toMatch(/^payload-token=/)
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    expect(cookie).toContain('Path=/')
    expect(cookie).not.toContain('Domain')
  })

  it('travels over https only where people reach the product over https', async () => {
    const secure = await openEditor({ publicUrl: 'https://catalogus.dommelrode.example' })
    const askSecure = restOf(secure)
    await secure.payload.create({
      collection: 'users',
      data: { email: 'a@dommelrode.example', password: GOOD, roles: ['editor'] },
    })
    const body = asJson({ email: 'a@dommelrode.example', password: GOOD })
    expect(cookieOf(await askSecure('/api/users/login', body))).toContain('Secure')
    const { email } = await aUser()
    expect(cookieOf(await login(email))).not.toContain('Secure')
    await secure.close()
  })

  it('counts for nothing when another site sends it along', async () => {
    const { id, email } = await aUser()
    const cookie = `payload-token=${await tokenOf(email)}`
    const own = editor.env.publicUrl
    expect(await me({ cookie, origin: own })).toBe(id)
    expect(await me({ cookie, 'sec-fetch-site': 'same-origin' })).toBe(id)
    expect(await me({ cookie, origin: 'https://elders.example' })).toBeNull()
    expect(await me({ cookie, 'sec-fetch-site': 'cross-site' })).toBeNull()
    expect(await me({ cookie })).toBeNull()
  })
})

it('lets no other site read what the editor answers', async () => {
  const { email } = await aUser()
  const headers = { ...asUser(await tokenOf(email)), origin: 'https://elders.example' }
  const response = await ask('/api/users/me', { headers })
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  const own = await ask('/api/users/me', { headers: { ...headers, origin: editor.env.publicUrl } })
  expect(own.headers.get('access-control-allow-origin')).toBe(editor.env.publicUrl)
})
