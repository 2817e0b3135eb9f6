import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ReaderError } from '../../../channels/web/graphql'
import { clientOf } from './clients'

export type RateLimits = {
  /** Requests per minute and client; 0: no limit, also not on logins. */
  readonly perMinute: number
  /** Attempts to log in per minute and client, whatever the account. */
  readonly loginsPerMinute: number
}

const A_MINUTE_MS = 60_000
/** Clients that are remembered; whoever comes after pushes out who was quiet longest. */
const CLIENTS = 20_000

/** Limits how much one client asks, on every route that does not say otherwise. */
export async function limitClients(
  app: FastifyInstance,
  {
    perMinute,
    isAdmitted,
    onRefused,
  }: {
    readonly perMinute: number
    readonly isAdmitted: (request: FastifyRequest) => boolean
    readonly onRefused: () => void
  },
): Promise<void> {
  if (perMinute <= 0) return
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: A_MINUTE_MS,
    cache: CLIENTS,
    keyGenerator: keyOf,
    allowList: isAdmitted,
    onExceeded: onRefused,
    errorResponseBuilder: (_request, { after }) => tooMany(after),
  })
  // The plugin counts on routes; what leads nowhere costs too.
  const count = app.createRateLimit({ max: perMinute, timeWindow: A_MINUTE_MS, keyGenerator: keyOf })
  app.addHook('onRequest', async (request) => {
    if (!request.is404 || isAdmitted(request)) return
    const outcome = await count(request)
    if (outcome.isAllowed || !outcome.isExceeded) return
    onRefused()
    throw tooMany(`${outcome.ttlInSeconds} seconds`)
  })
}

const LOGIN_PATH = /\/users\/(?:login|forgot-password|reset-password|unlock|first-register|verify)\b/i

/**
 * Limits attempts to log in, so that passwords of many accounts cannot be tried from one place; each account has a lock of
 * its own besides. A hook for the routes of the editor.
 */
export function limitLogins(app: FastifyInstance, { perMinute, loginsPerMinute }: RateLimits): void {
  if (perMinute <= 0) return
  const count = app.createRateLimit({
    max: loginsPerMinute,
    timeWindow: A_MINUTE_MS,
    keyGenerator: keyOf,
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST' || !LOGIN_PATH.test(decoded(request.url))) return
    const outcome = await count(request)
    if (outcome.isAllowed || !outcome.isExceeded) return
    void reply.header('retry-after', outcome.ttlInSeconds)
    throw tooMany(`${outcome.ttlInSeconds} seconds`)
  })
}

const keyOf = (request: FastifyRequest) => clientOf(request.ip)

const tooMany = (after: string) =>
  new ReaderError('RATE_LIMITED', `Too many requests. Try again in ${after}.`)

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    // Not an address that leads anywhere.
    return url
  }
}
