import { createHash, createHmac } from 'node:crypto'
import { jwtVerify } from 'jose'
import { z } from 'zod'
import { ReaderError } from '../../../channels/web/graphql'
import type { Account, AccountReader } from './account-reader'

/** What a request shows of who sends it. */
export type Credentials = {
  readonly authorization: string | undefined
  readonly cookie: string | undefined
  readonly origin: string | undefined
  /** The browser's own word on where the request comes from (`Sec-Fetch-Site`). */
  readonly fetchSite: string | undefined
  /** Origin of the address under which the request came in. */
  readonly ownOrigin: string
}

export type LoginOptions = {
  readonly accounts: AccountReader
  /** The secret that the editor signs with. */
  readonly secret: string
  /** Further origins from which a cookie is accepted. */
  readonly allowedOrigins: readonly string[]
  readonly nowMs: () => number
}

/** Payload writes this number into every token it signs. */
const TOKEN_VERSION = 1
const COLLECTION = 'users'
const COOKIE = 'payload-token'
/** How long an answer about an account is kept. A session that was ended is out within this time. */
const MEMORY_MS = 10_000
const MAX_REMEMBERED = 1_000

const claims = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  collection: z.literal(COLLECTION),
  sid: z.string().min(1),
})

/**
 * Tells who sends a request, by Payload's own login (cookie or token) or API key. Throws NOT_AUTHENTICATED without a valid
 * one and FORBIDDEN for an account without a role that may read; lets errors of the database through.
 */
export function loginVerifier({ accounts, secret, allowedOrigins, nowMs }: LoginOptions) {
  // Payload does not sign with the secret itself but with the first half of its digest.
  const key = createHash('sha256').update(secret).digest('hex').slice(0, 32)
  const keyBytes = new TextEncoder().encode(key)
  const remember = shortMemory(nowMs)

  const byToken = async (token: string): Promise<Account | null> => {
    const session = await sessionIn(token, keyBytes, nowMs())
    return (
      session && remember(`s ${session.accountId} ${session.sessionId}`, () => accounts.bySession(session))
    )
  }
  const byApiKey = (apiKey: string): Promise<Account | null> => {
    const digests = ['sha1', 'sha256'].map((name) => createHmac(name, key).update(apiKey).digest('hex'))
    return remember(`k ${digests.join(' ')}`, () => accounts.byApiKey(digests))
  }
  const accountOf = (credentials: Credentials): Promise<Account | null> | null => {
    const { authorization } = credentials
    const apiKey = after(authorization, `${COLLECTION} API-Key `)
    if (apiKey) return byApiKey(apiKey)
    const token =
      after(authorization, 'JWT ') ??
      after(authorization, 'Bearer ') ??
      cookieToken(credentials, allowedOrigins)
    return token ? byToken(token) : null
  }

  return async (credentials: Credentials): Promise<Account> => {
    const account = await accountOf(credentials)
    if (!account) {
      throw new ReaderError(
        'NOT_AUTHENTICATED',
        'This needs a login. Send the cookie of a login in the editor, `Authorization: JWT <token>`, or `Authorization: users API-Key <key>`.',
      )
    }
    if (account.roles.length > 0) return account
    throw new ReaderError(
      'FORBIDDEN',
      'This account has no role that may read here. Ask an administrator for one.',
    )
  }
}

async function sessionIn(token: string, key: Uint8Array, nowMs: number) {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      currentDate: new Date(nowMs),
    })
    if (protectedHeader['authVersion'] !== TOKEN_VERSION) return null
    const parsed = claims.safeParse(payload)
    return parsed.success ? { accountId: parsed.data.id, sessionId: parsed.data.sid } : null
  } catch {
    // Forged, expired or no token at all: to the sender they are the same.
    return null
  }
}

/** A cookie counts only when no other site can have sent it along. */
function cookieToken(credentials: Credentials, allowedOrigins: readonly string[]): string | undefined {
  const { cookie, origin, fetchSite, ownOrigin } = credentials
  const isOwn =
    origin === undefined
      ? fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
      : origin === ownOrigin || allowedOrigins.includes(origin)
  if (!isOwn || cookie === undefined) return undefined
  const pair = cookie.split(';').find((each) => each.trim().startsWith(`${COOKIE}=`))
  return pair?.trim().slice(COOKIE.length + 1) || undefined
}

const after = (text: string | undefined, prefix: string): string | undefined =>
  text?.startsWith(prefix) ? text.slice(prefix.length) : undefined

/** Keeps accounts for a short time, so that a desk that asks often does not ask the database as often. */
function shortMemory(nowMs: () => number) {
  const known = new Map<string, { readonly account: Account; readonly untilMs: number }>()
  return async (key: string, find: () => Promise<Account | null>): Promise<Account | null> => {
    const remembered = known.get(key)
    if (remembered && remembered.untilMs > nowMs()) return remembered.account
    known.delete(key)
    const account = await find()
    if (!account) return null
    if (known.size >= MAX_REMEMBERED) known.clear()
    known.set(key, { account, untilMs: nowMs() + MEMORY_MS })
    return account
  }
}
