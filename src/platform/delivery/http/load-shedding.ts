import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problemOf } from '../../../channels/rest'
import { ReaderError } from '../../../channels/web/graphql'
import { DATA_HEADERS } from './headers'
import { waitingRoom } from './waiting-room'
import type { WaitingLimits } from './waiting-room'

declare module 'fastify' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be extended
  interface FastifyContextConfig {
    /** False: answered however busy the server is, and however long it takes. */
    readonly shed?: false
  }
}

export type LoadLimits = WaitingLimits & {
  /** Requests under way at once, those that wait included. */
  readonly pending: number
}

export const LOAD_LIMITS: LoadLimits = { turnMs: 10, waitMs: 150, burstMs: 300, pending: 2_000 }

export type SheddingOptions = {
  readonly limits: LoadLimits
  /** How long an answer may take, in milliseconds, and how often that is looked at. */
  readonly answerMs: number
  readonly checkMs: number
  /** Requests that were let in before, such as those of our own pages. */
  readonly isAdmitted: (request: FastifyRequest) => boolean
  readonly onShed: () => void
}

/**
 * Turns requests away while more come in than can be answered, so that those let in are answered soon, and gives up on an
 * answer that takes too long. All of them are looked at together now and then: a timer for each, as Fastify's
 * `handlerTimeout` has, costs a fifth of what answering costs.
 */
export function shedLoad(app: FastifyInstance, options: SheddingOptions): void {
  const { limits, answerMs, checkMs, isAdmitted, onShed } = options
  const room = waitingRoom(limits)
  const underWay = new Map<FastifyRequest, { readonly reply: FastifyReply; readonly since: number }>()

  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.shed === false || isAdmitted(request)) {
      done()
      return
    }
    const refuse = () => {
      onShed()
      turnAway(request, reply)
    }
    if (underWay.size >= limits.pending) {
      refuse()
      return
    }
    const since = performance.now()
    underWay.set(request, { reply, since })
    if (room.isFree(since)) done()
    else room.wait({ since, proceed: done, refuse, isGone: () => request.raw.socket.destroyed })
  })
  app.addHook('onResponse', (request, _reply, done) => {
    underWay.delete(request)
    done()
  })

  const timer = setInterval(() => {
    const oldest = performance.now() - answerMs
    for (const [request, { reply, since }] of underWay) {
      // In the order in which they came.
      if (since > oldest) return
      underWay.delete(request)
      if (!reply.sent) giveUp(request, reply)
    }
  }, checkMs)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

function giveUp(request: FastifyRequest, reply: FastifyReply): void {
  request.log.error({ route: request.routeOptions.url }, 'an answer took too long')
  const message = 'The answer took too long. Ask for less, or try again in a few seconds.'
  void reply.header('retry-after', 5).send(new ReaderError('UNAVAILABLE', message))
}

const WORDS = 'The catalogue is very busy. Try again in a few seconds.'
const GRAPHQL = JSON.stringify({
  data: null,
  errors: [{ message: WORDS, extensions: { code: 'UNAVAILABLE' } }],
})
const PAGE = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Even geduld</title>
<h1>Het is erg druk</h1><p>Deze pagina probeert het over enkele seconden opnieuw.</p></html>`

/** Cheap on purpose: no error, no rendering, and the body is not read. */
function turnAway(request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?')[0] ?? ''
  // Not all at once again.
  void reply.code(503).headers({
    'retry-after': 1 + Math.floor(Math.random() * 5),
    'cache-control': 'no-store',
    ...DATA_HEADERS,
  })
  if (path.startsWith('/graphql')) void reply.type('application/json; charset=utf-8').send(GRAPHQL)
  else if (path.startsWith('/api/'))
    void reply.type('application/problem+json').send(JSON.stringify(problemOf('UNAVAILABLE', WORDS, path)))
  else void reply.type('text/html; charset=utf-8').send(PAGE)
}
