import { GraphQLError } from 'graphql'
import { ReaderError, STATUS_OF } from '../../../channels/web/graphql'
import type { ErrorCode } from '../../../channels/web/graphql'

/** What readers get to see of an error: nothing of our own workings. */
export type PublicError = {
  readonly code: ErrorCode
  readonly message: string
  /** The error to log; null when it is the reader's own. */
  readonly internal: unknown
}

/** Errors of Mercurius that a reader causes and may read. */
const READERS_MISTAKES: ReadonlySet<string> = new Set([
  'MER_ERR_GQL_VALIDATION',
  'MER_ERR_GQL_PERSISTED_QUERY_NOT_FOUND',
  'MER_ERR_METHOD_NOT_ALLOWED',
])

/** The code and message of an error for readers. Whatever is not known to be meant for them becomes INTERNAL. */
export function publicErrorOf(error: unknown, requestId: string): PublicError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
  if (cause instanceof ReaderError) return { code: cause.code, message: cause.message, internal: null }
  if (cause instanceof GraphQLError) {
    // Without an error behind it, graphql itself speaks: of the syntax, the schema or the variables.
    if (cause.message.includes('Parsing aborted')) {
      return { code: 'QUERY_TOO_COMPLEX', message: 'The query is too long. Split it.', internal: null }
    }
    return isOwnFault(cause)
      ? internalError(cause, requestId)
      : { code: 'BAD_USER_INPUT', message: cause.message, internal: null }
  }
  if (isMissingOperation(cause)) {
    const message = 'There is no such operation in the query. Give `operationName` the name of one that is.'
    return { code: 'BAD_USER_INPUT', message, internal: null }
  }
  const serverCode = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (cause instanceof Error && isReadersMistake(serverCode, statusOf(cause))) {
    return { code: 'BAD_USER_INPUT', message: cause.message, internal: null }
  }
  if (cause instanceof SyntaxError && statusOf(cause) === 400) {
    return { code: 'BAD_USER_INPUT', message: 'The request is not valid JSON.', internal: null }
  }
  if (cause instanceof Error && isDatabaseTrouble(cause, serverCode)) {
    const message = 'The catalogue cannot be read at the moment. Try again in a few seconds.'
    return { code: 'UNAVAILABLE', message, internal: cause }
  }
  return internalError(cause, requestId)
}

export const statusFor = (code: ErrorCode): number => STATUS_OF[code]

const internalError = (internal: unknown, requestId: string): PublicError => ({
  code: 'INTERNAL',
  message: `Something went wrong on our side. Report it with number ${requestId}.`,
  internal,
})

/** An answer that does not fit the schema is no fault of who asked. */
const isOwnFault = (error: GraphQLError): boolean =>
  error.path !== undefined && /^Cannot return null|^Expected|cannot represent/.test(error.message)

/** What Mercurius throws on GET when the name of the operation fits none (16.10). */
const isMissingOperation = (error: unknown): boolean =>
  error instanceof TypeError && error.message.includes("reading 'operation'")

/** Fastify gives what is wrong with a request (its body, its type, its method) a status of four hundred and more. */
const isReadersMistake = (code: string, status: unknown): boolean =>
  READERS_MISTAKES.has(code) || (code.startsWith('FST_ERR_') && typeof status === 'number' && status < 500)

/** SQLite tells it by its code, MongoDB's driver by the name of the error: no server, no connection, no primary. */
const isDatabaseTrouble = ({ name }: Error, code: string): boolean =>
  code.startsWith('SQLITE_') || /^Mongo(Network|ServerSelection|NotConnected|PoolCleared|Server)/.test(name)

function statusOf(error: object): unknown {
  return Reflect.get(error, 'statusCode')
}
