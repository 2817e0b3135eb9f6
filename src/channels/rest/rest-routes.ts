import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import { openApi } from './open-api'
import { problemOf } from './problem'
import type { ProblemCode } from './problem'
import { RESOURCES } from './resources'
import type { Parameter, Resource } from './resources'
import { API_VERSION, rootOf } from './root'

/** An answer of the public GraphQL, or the code and message of the error in its place. */
export type QueryAnswer =
  | { readonly ok: true; readonly data: Readonly<Record<string, unknown>> }
  | {
      readonly ok: false
      readonly code: Exclude<ProblemCode, 'NOT_FOUND' | 'METHOD_NOT_ALLOWED'>
      readonly message: string
    }

export type RestOptions = {
  readonly schema: GraphQLSchema
  readonly query: (
    document: string,
    variables: Readonly<Record<string, unknown>>,
    request: FastifyRequest,
  ) => Promise<QueryAnswer>
  readonly catalogueName: string
}

/** What every address knows; the endpoint around these routes answers OPTIONS. */
export const ALLOWED_METHODS = 'GET, HEAD, OPTIONS'

/** The REST facade, after the NL API Design Rules. Register it with the prefix `/api/v1`; all below that is answered here. */
export const restRoutes: FastifyPluginAsync<RestOptions> = async (app, { schema, query, catalogueName }) => {
  const root = rootOf(catalogueName)
  app.get('/', async () => root)
  const description = openApi({ schema, version: API_VERSION, title: catalogueName })
  app.get('/openapi.json', async () => description)
  for (const resource of RESOURCES) {
    app.get(resource.path, async (request, reply) => {
      const variables = variablesOf(resource, request)
      if (typeof variables === 'string') return sendProblem(request, reply, 'BAD_USER_INPUT', variables)
      const answer = await query(resource.document, variables, request)
      if (!answer.ok) return sendProblem(request, reply, answer.code, answer.message)
      const value = answer.data[resource.field]
      if (value === null || value === undefined) {
        return sendProblem(request, reply, 'NOT_FOUND', 'This is not published, or not in this language.')
      }
      return resource.shape === 'page' ? pageOf(value, request) : value
    })
  }
  refuseTheRest(app)
}

/** Whatever has no route above, so that nobody else answers under our prefix. */
function refuseTheRest(app: FastifyInstance): void {
  const known = ['/', '/openapi.json', ...RESOURCES.map(({ path }) => path)].map(
    (path) => new RegExp(`^${app.prefix}${path.replace(/:\w+/g, '[^/]+').replace(/\/$/, '/?')}$`),
  )
  const refuse = (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? ''
    if (!known.some((each) => each.test(path)))
      return sendProblem(request, reply, 'NOT_FOUND', 'There is nothing at this address.')
    void reply.header('allow', ALLOWED_METHODS)
    const words = `${request.method} is not there at this address. Use one of ${ALLOWED_METHODS}.`
    return sendProblem(request, reply, 'METHOD_NOT_ALLOWED', words)
  }
  // Before what was sent is read, and after clients have been counted.
  const route = {
    preParsing: async (...[request, reply]: [FastifyRequest, FastifyReply]) => refuse(request, reply),
    handler: refuse,
  }
  const writing = app.supportedMethods.filter((method) => method !== 'GET' && method !== 'HEAD')
  app.route({ ...route, method: writing, url: '/' })
  app.route({ ...route, method: app.supportedMethods, url: '/*' })
  // Methods that no route can have.
  app.setNotFoundHandler(refuse)
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, code: ProblemCode, detail: string) {
  const problem = problemOf(code, detail, request.url)
  return reply.code(problem.status).type('application/problem+json').send(problem)
}

/** The variables of the document, or what is wrong with the parameters. */
function variablesOf(resource: Resource, request: FastifyRequest): Record<string, unknown> | string {
  const given = new Map<string, unknown>([
    ...Object.entries(Object(request.query)),
    ...Object.entries(Object(request.params)),
  ])
  const variables: Record<string, unknown> = {}
  const filter: Record<string, unknown> = {}
  for (const parameter of resource.parameters) {
    const raw = given.get(parameter.name)
    given.delete(parameter.name)
    // A form sends what was left empty too.
    if (raw === undefined || (raw === '' && parameter.in === 'query')) {
      if (parameter.required) return `The parameter \`${parameter.name}\` is missing.`
      continue
    }
    const value = valueOf(parameter, raw)
    if (value === undefined)
      return `The parameter \`${parameter.name}\` is given more than once or is no number.`
    if (parameter.isFilter) filter[parameter.name] = value
    else variables[parameter.name] = value
  }
  const [unknown] = given.keys()
  if (unknown !== undefined)
    return `There is no parameter \`${unknown}\` here. Take it out or correct its name.`
  return Object.keys(filter).length > 0 ? { ...variables, filter } : variables
}

function valueOf({ type, isList }: Parameter, raw: unknown): unknown {
  if (isList) {
    const parts = Array.isArray(raw) ? raw : [raw]
    return parts.flatMap((part) => (typeof part === 'string' ? part.split(',') : []))
  }
  if (typeof raw !== 'string') return undefined
  if (type !== 'Int') return raw
  return /^-?\d{1,9}$/.test(raw) ? Number(raw) : undefined
}

function pageOf(connection: unknown, request: FastifyRequest) {
  const { nodes, totalCount, pageInfo } = Object(connection)
  const { hasNextPage, endCursor } = Object(pageInfo)
  return {
    items: nodes,
    totalCount,
    _links: {
      self: { href: request.url },
      ...(hasNextPage === true && { next: { href: nextUrl(request.url, String(endCursor)) } }),
    },
  }
}

function nextUrl(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('after', cursor)
  return `${path}?${parameters.toString()}`
}
