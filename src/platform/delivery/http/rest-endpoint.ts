import cors from '@fastify/cors'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { execute, parse } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { ALLOWED_METHODS, API_VERSION, restRoutes, sendProblem } from '../../../channels/rest'
import type { ErrorCode } from '../../../channels/web/graphql'
import type { QueryAnswer } from '../../../channels/rest'
import { publicErrorOf } from './error-response'
import { weakEtag } from './etag'
import { dataHeaders } from './headers'

export type RestEndpointOptions = {
  readonly schema: GraphQLSchema
  readonly catalogueName: string
  readonly onError: (code: ErrorCode) => void
}

/** The REST facade on the public schema. Register it with the prefix `/api/v1`. */
export const restEndpoint: FastifyPluginAsync<RestEndpointOptions> = async (
  app,
  { schema, catalogueName, onError },
) => {
  const parsed = new Map<string, DocumentNode>()
  const documentOf = (text: string): DocumentNode => {
    const known = parsed.get(text)
    if (known) return known
    const document = parse(text)
    parsed.set(text, document)
    return document
  }

  // On sending, because limits on requests and browsers' questions are answered before any hook of ours.
  app.addHook('onSend', async (request, reply, payload) => {
    void reply.header('api-version', API_VERSION)
    if (request.method === 'OPTIONS') void reply.header('allow', ALLOWED_METHODS)
    return payload
  })
  // Not strict: who asks for the methods without being a browser may know them too.
  await app.register(cors, { origin: '*', methods: ['GET'], maxAge: 86_400, strictPreflight: false })
  app.addHook('onRequest', dataHeaders)
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'public, no-cache')
  })
  app.addHook('onSend', weakEtag)
  app.setErrorHandler((error, request, reply) => {
    const { code, message, internal } = publicErrorOf(error, request.id)
    onError(code)
    if (internal !== null) request.log.error({ err: internal }, 'a request failed')
    return sendProblem(request, reply, code, message)
  })
  await app.register(restRoutes, {
    schema,
    catalogueName,
    query: async (document, variableValues, request) => {
      const answer = answerOf(
        await execute({ schema, document: documentOf(document), variableValues }),
        request,
      )
      if (!answer.ok) onError(answer.code)
      return answer
    },
  })
}

function answerOf(
  { data, errors }: Awaited<ReturnType<typeof execute>>,
  request: FastifyRequest,
): QueryAnswer {
  const [error] = errors ?? []
  if (!error) return { ok: true, data: data ?? {} }
  const { code, message, internal } = publicErrorOf(error, request.id)
  if (internal !== null) request.log.error({ err: internal }, 'a request failed')
  return { ok: false, code, message: message.replace(/^Variable "\$(\w+)" got/, 'The parameter `$1` got') }
}
