/** Closed list of error codes, as the design fixes it. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'NOT_AUTHENTICATED',
  'FORBIDDEN',
  'QUERY_TOO_COMPLEX',
  'QUERY_TOO_DEEP',
  'BAD_CURSOR',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** An error that readers may see as it is: the message says what is wrong and what to do. */
export class ReaderError extends Error {
  override readonly name = 'ReaderError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** HTTP status of a request that fails as a whole. */
export const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  NOT_AUTHENTICATED: 401,
  FORBIDDEN: 403,
  QUERY_TOO_COMPLEX: 400,
  QUERY_TOO_DEEP: 400,
  BAD_CURSOR: 400,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}
