import { randomBytes } from 'node:crypto'
import proxy from '@fastify/http-proxy'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify'
import { fileTooLarge, PICTURE_LIMITS } from '../../i18n/uploads'
import { REQUEST_ID } from '../request-id'
import { limitBody } from './http/body-limit'
import { EDITOR_DATA_HEADERS, editorPageHeaders } from './http/headers'
import { limitLogins } from './http/rate-limit'
import type { RateLimits } from './http/rate-limit'

export type EditorProxyOptions = {
  readonly url: string
  /** The editor compiles while it runs, and reloads pages over a web socket. */
  readonly development: boolean
  readonly rateLimits: RateLimits
}

/** Paths that the editor serves; everything else is delivery's own. */
const EDITOR_PATHS = ['/admin', '/api', '/_next']
/** The largest picture and what is filled in with it. */
const MOST_BYTES = PICTURE_LIMITS.megabytes * 1024 * 1024 + 256 * 1024
/** So much is still taken in after it was refused: who is sending does not read the answer of a connection that breaks. */
const MOST_BYTES_HEARD_OUT = 64 * 1024 * 1024
const RESETS = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']
const RETRY_AFTER_MS = 20
/** A save that publishes much takes its time. */
const ANSWER_MS = 300_000

/**
 * Passes the editor's paths on, with the host that the reader asked for: the admin's form posts compare it with their
 * origin. While the editor is away its paths say so and reading goes on.
 */
export const editorProxy: FastifyPluginAsync<EditorProxyOptions> = async (app, options) => {
  const { url, development, rateLimits } = options
  // Fastify's own parser of plain text would read the admin's form posts, and refuse the long ones.
  app.removeAllContentTypeParsers()
  app.addHook('onRoute', (route) => {
    // Answered by another process: how busy this one is with readers is no reason to keep an editor from saving.
    route.config = { ...route.config, shed: false }
  })
  limitLogins(app, rateLimits)
  refuseLargeUploads(app)
  limitBody(app, MOST_BYTES)
  const nonces = new WeakMap<object, string>()
  for (const prefix of EDITOR_PATHS) {
    const headersOf = (request: object) =>
      prefix === '/api'
        ? EDITOR_DATA_HEADERS
        : editorPageHeaders(nonces.get(request) ?? newNonce(), { development })
    await app.register(proxy, {
      upstream: url,
      prefix,
      rewritePrefix: prefix,
      websocket: development,
      httpMethods: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'OPTIONS'],
      undici: { connections: 64, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS },
      // It would log addresses with what is asked in them.
      disableRequestLogging: true,
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => {
          const nonce = newNonce()
          nonces.set(request, nonce)
          return {
            ...headers,
            host: request.headers.host,
            'x-forwarded-host': request.headers.host,
            [REQUEST_ID]: String(request.id),
            // Next reads the number for its scripts from here.
            'content-security-policy': `script-src 'nonce-${nonce}'`,
          }
        },
        rewriteHeaders: (headers, request) => ({
          ...headers,
          ...(request && headersOf(request)),
          ...(prefix === '/api' && headers['cache-control'] === undefined && { 'cache-control': 'no-store' }),
        }),
        retryDelay: ({ err, req, attempt }) =>
          attempt === 0 && isReset(err) && (req.method === 'GET' || req.method === 'HEAD')
            ? RETRY_AFTER_MS
            : null,
        onError: (reply) => {
          const send = prefix === '/api' ? sendAwayAsData : sendAwayAsPage
          send(reply as unknown as FastifyReply)
        },
      },
    })
  }
}

const newNonce = () => randomBytes(16).toString('base64')

/** By the length that it claims, in the form in which the admin shows what Payload says. */
function refuseLargeUploads(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const bytes = Number(request.headers['content-length'] ?? 0)
    if (bytes <= MOST_BYTES) {
      done()
      return
    }
    if (bytes > MOST_BYTES_HEARD_OUT) void reply.header('connection', 'close')
    void reply.code(413).send({ code: 'BAD_USER_INPUT', errors: [{ message: fileTooLarge() }] })
  })
}

/** The editor ended the connection; it may have been idle. Undefined where there was no error. */
function isReset(error: Error | undefined): boolean {
  return error instanceof Error && 'code' in error && RESETS.some((code) => code === error.code)
}

function sendAwayAsData(reply: FastifyReply): void {
  const message = 'De redactieomgeving is nu niet bereikbaar. Wacht even en probeer het opnieuw.'
  void reply
    .code(503)
    .header('retry-after', '3')
    .send({ errors: [{ message }] })
}

function sendAwayAsPage(reply: FastifyReply): void {
  void reply
    .code(503)
    .header('retry-after', '3')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="nl"><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>Even geduld</title>
<h1>De redactieomgeving start op</h1><p>Deze pagina probeert het vanzelf opnieuw. De website blijft gewoon werken.</p></html>`,
    )
}
