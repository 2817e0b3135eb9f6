import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { API_VERSION, ROOT, problemOf, sendProblem } from '../../../channels/rest'
import type { ErrorCode } from '../../../channels/web/graphql'
import { publicErrorOf, statusFor } from './error-response'
import { DATA_HEADERS } from './headers'

/**
 * Answers errors outside GraphQL and REST, and those of GraphQL that come before it has a say (a limit on requests): under
 * `/graphql` in the form of GraphQL, elsewhere as a problem after RFC 9457.
 */
export const problemAnswers =
  (onError: (code: ErrorCode) => void) => (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { code, message, internal } = publicErrorOf(error, request.id)
    onError(code)
    void reply.headers(DATA_HEADERS)
    if (internal !== null) request.log.error({ err: internal }, 'a request failed')
    if (request.url.startsWith('/graphql')) {
      return reply.code(statusFor(code)).send({ data: null, errors: [{ message, extensions: { code } }] })
    }
    const path = request.url.split('?')[0] ?? ''
    return reply
      .code(statusFor(code))
      .type('application/problem+json')
      .send(problemOf(code, message, path))
  }

/** Answers an address that no router can read. It comes before all hooks. */
export function wrongAddress(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  if (request.url.startsWith(`${ROOT}/`)) void reply.header('api-version', API_VERSION)
  const words = 'This address cannot be read. Look for a wrong “%” or a part that is too long.'
  void sendProblem(request, reply, 'BAD_USER_INPUT', words)
}
