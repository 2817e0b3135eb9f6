import cors from '@fastify/cors'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { buildSchema, extendSchema, parse } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { agentSchemaText, deskResolvers } from '../../../channels/agent/graphql'
import { attachResolvers, withPublicResolvers } from '../../../channels/web/graphql'
import type { ErrorCode, PublicSchemaOptions } from '../../../channels/web/graphql'
import { publicSchemaText } from '../../../channels/web/schema-text'
import type { DeskRecord, LogReader } from '../../../publications'
import type { loginVerifier } from '../accounts/verify-login'
import { answerMemory } from './answer-memory'
import { weakEtag } from './etag'
import { graphqlEndpoint } from './graphql-endpoint'
import { dataHeaders } from './headers'

/** `/graphql`, for everyone, from every website. */
export const publicGraphQL: FastifyPluginAsync<{
  readonly schema: GraphQLSchema
  readonly development: boolean
  /** Names the state of the catalogue: another name, other answers. */
  readonly state: () => string
  /** How many products and questions are published. */
  readonly items: () => number
  readonly onRecall: () => void
  readonly onError: (code: ErrorCode) => void
}> = async (app, { schema, development, state, items, onRecall, onError }) => {
  await app.register(cors, { origin: '*', methods: ['GET', 'POST'], maxAge: 86_400 })
  if (!development) app.addHook('onRequest', dataHeaders)
  app.addHook('onRequest', async (request, reply) => {
    // Kept by caches, but asked about every time: a change shows at once.
    if (request.method === 'GET') void reply.header('cache-control', 'public, no-cache')
  })
  const { recall } = answerMemory(app, { state, items, onRecall })
  app.addHook('onSend', weakEtag)
  await app.register(graphqlEndpoint, { path: '/graphql', schema, development, recall, onError })
}

export type AgentGraphQLOptions = {
  readonly schemaOptions: PublicSchemaOptions
  readonly log: Pick<LogReader, 'desk'>
  readonly verifyLogin: ReturnType<typeof loginVerifier>
  readonly onError: (code: ErrorCode) => void
}

/** `/graphql/agent`, for who is logged in. Its answers are kept by nobody. */
export const agentGraphQL: FastifyPluginAsync<AgentGraphQLOptions> = async (app, options) => {
  const { schemaOptions, log, verifyLogin, onError } = options
  const schema = extendSchema(buildSchema(publicSchemaText), parse(agentSchemaText))
  withPublicResolvers(schema, schemaOptions)
  attachResolvers(
    schema,
    deskResolvers(schemaOptions.reader, async (seq): Promise<DeskRecord | null> => {
      return (await log.desk([seq])).get(seq) ?? null
    }),
  )
  app.addHook('onRequest', dataHeaders)
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'private, no-store')
    await verifyLogin(credentialsOf(request))
  })
  await app.register(graphqlEndpoint, { path: '/graphql/agent', schema, development: false, onError })
}

function credentialsOf(request: FastifyRequest) {
  const { authorization, cookie, origin } = request.headers
  const fetchSite = request.headers['sec-fetch-site']
  return {
    authorization,
    cookie,
    origin,
    fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
    ownOrigin: `${request.protocol}://${request.host}`,
  }
}
