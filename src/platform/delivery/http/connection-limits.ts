import type { ServerOptions } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'

/** How long and how much one connection may take. Milliseconds, unless said otherwise. */
export type ConnectionLimits = {
  /** For a request's headers to come in, from its first byte or from the opening of the connection. */
  readonly headersMs: number
  /** For a whole request to come in, its body included. A large picture over a slow line needs some time. */
  readonly requestMs: number
  /** Without any traffic, while we send or wait. Ends who does not read what they asked for. */
  readonly idleMs: number
  /** Between two requests on one connection. */
  readonly keepAliveMs: number
  /** How often the times above are checked. */
  readonly checkMs: number
  /** For an answer to a reader. What the editor answers has its own limit. */
  readonly answerMs: number
  /** For who was refused while they were still sending to go on sending, so that they come to reading why. */
  readonly lingerMs: number
  /** Connections at once; more are closed as they come. */
  readonly connections: number
  /** Bytes of the body of a request that we read ourselves: the longest query with its variables. */
  readonly bodyBytes: number
  /** Bytes of the first line and headers of a request together: the longest query in an address. */
  readonly headerBytes: number
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  headersMs: 10_000,
  requestMs: 60_000,
  idleMs: 120_000,
  keepAliveMs: 65_000,
  checkMs: 1_000,
  answerMs: 10_000,
  lingerMs: 1_000,
  connections: 10_000,
  bodyBytes: 64 * 1024,
  headerBytes: 16 * 1024,
}

/** The limits that the server itself keeps. */
export const limitedServer = (limits: ConnectionLimits) =>
  ({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.idleMs,
    keepAliveTimeout: limits.keepAliveMs,
    http: {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: limits.headerBytes,
    },
  }) satisfies FastifyServerOptions & { readonly http: ServerOptions }

/** Lets the sender of a request that is refused before its end read why. */
export function hearOutRefused(app: FastifyInstance, limits: ConnectionLimits): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.getHeader('connection') === 'close' && !request.raw.complete) hearOut(request, reply, limits)
    done(null, payload)
  })
}

/**
 * Keeps the connection of a refused request open for a while and throws away what still comes. A connection that is closed
 * on somebody who sends is reset, and with that they lose the answer that says why.
 */
function hearOut({ raw }: FastifyRequest, reply: FastifyReply, { lingerMs }: ConnectionLimits): void {
  reply.removeHeader('connection')
  const { socket } = raw
  reply.raw.once('finish', () => {
    // Whoever read it until here has stopped.
    raw.unpipe()
    raw.resume()
    const timer = setTimeout(() => socket.destroy(), lingerMs)
    const settled = () => clearTimeout(timer)
    raw.once('end', settled)
    socket.once('close', settled)
  })
}
