import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Gives answers to GET a weak ETag of their text, and 304 to who has it already. Runs as an `onSend` hook, before anything
 * compresses the answer.
 */
export function weakEtag(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  if (request.method !== 'GET' || reply.statusCode !== 200 || !isText(payload)) {
    done(null, payload)
    return
  }
  const etag = `W/"${createHash('sha1').update(payload).digest('base64url')}"`
  reply.header('etag', etag)
  if (!matches(request.headers['if-none-match'], etag)) {
    done(null, payload)
    return
  }
  reply.code(304).removeHeader('content-length').removeHeader('content-type')
  done(null, '')
}

const isText = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload)

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const opaque = etag.slice(2)
  return header.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === opaque)
}
