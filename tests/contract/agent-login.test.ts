import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { instantOf } from '../../src/kernel'
import { loginVerifier } from '../../src/platform/delivery/accounts/verify-login'
import type { Credentials } from '../../src/platform/delivery/accounts/verify-login'
import type { DeliveryStore } from '../../src/platform/delivery/store/delivery-store'
import { openStore } from '../../src/platform/delivery/store/open-store'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'

/** Delivery reads logins past Payload. This pins that it reads them as the installed Payload writes them. */
const PASSWORD = 'een lang wachtwoord'
const ROLES = ['administrator', 'publisher', 'editor', 'agent', 'apiClient'] as const

let editor: OpenEditor
let store: DeliveryStore
let nowMs = Date.now()
const nobody: Credentials = {
  authorization: undefined,
  cookie: undefined,
  origin: undefined,
  fetchSite: undefined,
  ownOrigin: 'http://localhost:3000',
}

beforeAll(async () => {
  editor = await openEditor()
  store = openStore(editor.env.databaseUrl)
  for (const role of ROLES) {
    await editor.payload.create({
      collection: 'users',
      data: { email: `${role}@voorbeeld.nl`, password: PASSWORD, roles: [role], name: role },
    })
  }
}, 120_000)
afterAll(async () => {
  await store.close()
  await editor.close()
})

const verifier = () =>
  loginVerifier({
    accounts: store.accounts(() => instantOf(new Date(nowMs))),
    secret: editor.secret,
    allowedOrigins: [],
    nowMs: () => nowMs,
  })

async function logIn(role: string): Promise<string> {
  const { token } = await editor.payload.login({
    collection: 'users',
    data: { email: `${role}@voorbeeld.nl`, password: PASSWORD },
  })
  if (token === undefined) throw new Error('Payload gave no token')
  return token
}

describe('a login made by Payload', () => {
  it.each(ROLES)('is known to delivery, with the role %s', async (role) => {
    const token = await logIn(role)
    const verify = verifier()
    for (const authorization of [`JWT ${token}`, `Bearer ${token}`]) {
      expect((await verify({ ...nobody, authorization })).roles).toEqual([role])
    }
    expect((await verify({ ...nobody, cookie: `payload-token=${token}` })).roles).toEqual([role])
  })

  it('is out when its session has ended, at the latest after ten seconds', async () => {
    const authorization = `JWT ${await logIn('agent')}`
    const verify = verifier()
    const { id } = await verify({ ...nobody, authorization })
    await editor.payload.update({ collection: 'users', id, data: { sessions: [] } })
    nowMs += 10_001
    await expect(verify({ ...nobody, authorization })).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' })
  })

  it('is out when the account is deleted', async () => {
    const created = await editor.payload.create({
      collection: 'users',
      data: { email: 'weg@voorbeeld.nl', password: PASSWORD, roles: ['agent'], name: 'weg' },
    })
    const authorization = `JWT ${await logIn('weg')}`
    const verify = verifier()
    await verify({ ...nobody, authorization })
    await editor.payload.delete({ collection: 'users', id: created.id })
    nowMs += 10_001
    await expect(verify({ ...nobody, authorization })).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' })
  })
})

describe('an API key made by Payload', () => {
  it('is known to delivery until it is switched off', async () => {
    const apiKey = randomUUID()
    const { id } = await editor.payload.create({
      collection: 'users',
      data: {
        email: 'systeem@voorbeeld.nl',
        password: PASSWORD,
        roles: ['apiClient'],
        name: 'systeem',
        enableAPIKey: true,
        apiKey,
      },
    })
    const verify = verifier()
    const authorization = `users API-Key ${apiKey}`
    expect(await verify({ ...nobody, authorization })).toEqual({ id, roles: ['apiClient'] })
    await expect(verify({ ...nobody, authorization: `users API-Key ${randomUUID()}` })).rejects.toMatchObject(
      { code: 'NOT_AUTHENTICATED' },
    )
    await editor.payload.update({ collection: 'users', id, data: { enableAPIKey: false } })
    nowMs += 10_001
    await expect(verify({ ...nobody, authorization })).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' })
  })
})
