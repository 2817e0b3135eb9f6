import type { FastifyBaseLogger, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { Kind } from 'graphql'
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { mercurius } from 'mercurius'
import {
  QUERY_LIMITS,
  ReaderError,
  checkCost,
  checkShape,
  checkVariables,
  costMemo,
} from '../../../channels/web/graphql'
import type { ErrorCode, QueryCost, QueryLimits } from '../../../channels/web/graphql'
import type { AnswerMemory } from './answer-memory'
import { publicErrorOf, statusFor } from './error-response'

declare module 'mercurius' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be extended
  interface MercuriusContext {
    /** What the query costs, when its sender wants to know. */
    cost?: QueryCost
  }
}

export type GraphQLEndpointOptions = {
  readonly path: string
  readonly schema: GraphQLSchema
  readonly development: boolean
  readonly limits?: QueryLimits
  /** Answers at once what was asked before, or hands on. */
  readonly recall?: AnswerMemory['recall']
  /** Hears the code of each error that is answered. */
  readonly onError: (code: ErrorCode) => void
}

/** Asks for the cost of the query in `extensions.cost`. */
const COST_HEADER = 'x-query-cost'
/** Queries kept parsed and checked; each is compiled when it comes a second time. */
const CACHED_QUERIES = 1_000

/** Serves a schema at a path, within limits. Register it in a scope of its own: two schemas cannot share one. */
export const graphqlEndpoint: FastifyPluginAsync<GraphQLEndpointOptions> = async (app, options) => {
  const { path, schema, development, limits = QUERY_LIMITS, recall, onError } = options
  const costs = costMemo(schema)

  await app.register(mercurius, {
    schema,
    path,
    jit: 1,
    cache: CACHED_QUERIES,
    graphiql: development,
    allowBatchedQueries: false,
    graphql: { parseOptions: { maxTokens: limits.maxTokens }, validateOptions: { maxErrors: 10 } },
    additionalRouteOptions: { preHandler: [queryChecker(limits), ...(recall ? [recall] : [])] },
    errorFormatter: (execution, context) => {
      const reply = context.reply
      const { errors, status } = errorsOf(execution.errors ?? [], reply?.request, onError)
      return { statusCode: status, response: { data: execution.data ?? null, errors } }
    },
  })
  app.graphql.addHook('preValidation', async (_schema, document) => {
    checkOperations(document, schema)
    checkShape(document, limits)
  })
  app.graphql.addHook('preExecution', async (_schema, document, context, variables) => {
    const { operation, isOnly } = operationOf(document, context.reply?.request)
    const cost = costs(document, operation, variables ?? {})
    checkCost(cost, limits)
    if (context.reply?.request.headers[COST_HEADER] !== undefined) context.cost = cost
    // Mercurius keeps one compiled operation per text: of several, only the one asked for may be left.
    return isOnly ? undefined : { document: onlyOperation(document, operation) }
  })
  app.graphql.addHook('onResolution', async (execution, context) => {
    if (context.cost) {
      execution.extensions = { cost: { requested: context.cost.cost, maximum: limits.maxCost } }
    }
  })
}

/** Refuses what is no query in one way for GET and POST; the library has a mistake of its own for each. */
function checkOperations(document: DocumentNode, schema: GraphQLSchema): void {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || schema.getRootType(definition.operation)) continue
    const message = `There are no ${definition.operation}s here: the catalogue can only be read. Ask with a query.`
    throw new ReaderError('BAD_USER_INPUT', message)
  }
}

const MISSING_QUERY =
  '`query` is missing. Give it a query in GraphQL, such as `{ catalogue { name } }`; see the schema for what can be asked.'

/** Refuses a text that is missing or too long, or that is not GraphQL but its syntax tree, which would pass by the limits of parsing. */
function queryChecker(limits: QueryLimits) {
  const { maxQueryLength } = limits
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
    const query = parameter(request, 'query')
    // Several queries at once are refused by their form, in words of their own.
    if ((query === undefined || query.trim() === '') && !Array.isArray(request.body)) {
      done(new ReaderError('BAD_USER_INPUT', MISSING_QUERY))
    } else if (query !== undefined && query.length > maxQueryLength) {
      const message = `The query has ${query.length} characters, but may have ${maxQueryLength}. Split it.`
      done(new ReaderError('QUERY_TOO_COMPLEX', message))
    } else if (query !== undefined && /^\s*\{\s*"/.test(query)) {
      done(new ReaderError('BAD_USER_INPUT', 'The query must be written in GraphQL, not as a syntax tree.'))
    } else done(wrongVariables(given(request, 'variables'), limits))
  }
}

function wrongVariables(variables: unknown, limits: QueryLimits): Error | undefined {
  try {
    // A GET has them as a text.
    checkVariables(typeof variables === 'string' ? JSON.parse(variables) : variables, limits)
    return undefined
  } catch (error) {
    if (error instanceof ReaderError) return error
    if (error instanceof SyntaxError)
      return new ReaderError('BAD_USER_INPUT', 'The variables are not valid JSON.')
    throw error
  }
}

function given(request: FastifyRequest, name: string): unknown {
  const source: unknown = ['GET', 'HEAD'].includes(request.method) ? request.query : request.body
  return typeof source === 'object' && source !== null ? Reflect.get(source, name) : undefined
}

function parameter(request: FastifyRequest, name: string): string | undefined {
  const value = given(request, name)
  return typeof value === 'string' ? value : undefined
}

function operationOf(document: DocumentNode, request: FastifyRequest | undefined) {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )
  const name = request ? parameter(request, 'operationName') : undefined
  const operation =
    operations.length === 1 && !name ? operations[0] : operations.find((each) => each.name?.value === name)
  if (!operation) {
    const message = 'There is no such operation in the query. Give `operationName` the name of one that is.'
    throw new ReaderError('BAD_USER_INPUT', message)
  }
  return { operation, isOnly: operations.length === 1 }
}

const onlyOperation = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.filter(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation,
  ),
})

type RawError = {
  readonly message: string
  readonly path?: unknown
  readonly locations?: unknown
  readonly originalError?: unknown
}

function errorsOf(
  raw: readonly RawError[],
  request: FastifyRequest | undefined,
  onError: (code: ErrorCode) => void,
) {
  const flat = raw.flatMap((error) => wrappedErrors(error) ?? [error])
  let status = 200
  const errors = flat.map((error): GraphQLFormattedError => {
    const { code, message, internal } = publicErrorOf(error, request?.id ?? 'unknown')
    onError(code)
    if (internal !== null) logTrouble(request?.log, internal)
    // A wrong value in one field leaves the rest of the answer good; what is wrong before it, or with us, does not.
    if (!error.path || code === 'UNAVAILABLE' || code === 'INTERNAL') {
      status = Math.max(status, statusFor(code))
    }
    const { locations, path } = error
    return {
      message,
      ...(Array.isArray(locations) && { locations }),
      ...(Array.isArray(path) && { path }),
      extensions: { code },
    }
  })
  return { errors, status }
}

/** Mercurius hands several errors of one query on in one error. */
function wrappedErrors(error: RawError): readonly RawError[] | null {
  const { originalError } = error
  const inside: unknown =
    typeof originalError === 'object' && originalError !== null ? Reflect.get(originalError, 'errors') : null
  return Array.isArray(inside) && inside.length > 0 ? inside : null
}

function logTrouble(log: FastifyBaseLogger | undefined, err: unknown): void {
  log?.error({ err }, 'a query failed')
}
