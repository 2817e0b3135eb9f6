/** Codes of problems: those of GraphQL, NOT_FOUND, for which GraphQL says null, and METHOD_NOT_ALLOWED. */
export type ProblemCode =
  | 'BAD_USER_INPUT'
  | 'NOT_AUTHENTICATED'
  | 'FORBIDDEN'
  | 'QUERY_TOO_COMPLEX'
  | 'QUERY_TOO_DEEP'
  | 'BAD_CURSOR'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'

const PROBLEMS: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  BAD_USER_INPUT: { status: 400, title: 'The request is wrong' },
  NOT_AUTHENTICATED: { status: 401, title: 'This needs a login' },
  FORBIDDEN: { status: 403, title: 'This is not allowed' },
  QUERY_TOO_COMPLEX: { status: 400, title: 'The request asks for too much' },
  QUERY_TOO_DEEP: { status: 400, title: 'The request asks for too much' },
  BAD_CURSOR: { status: 400, title: 'The cursor is wrong' },
  RATE_LIMITED: { status: 429, title: 'Too many requests' },
  UNAVAILABLE: { status: 503, title: 'Not available at the moment' },
  INTERNAL: { status: 500, title: 'Something went wrong on our side' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'This method is not there' },
}

/** A problem after RFC 9457. */
export function problemOf(code: ProblemCode, detail: string, instance: string) {
  const { status, title } = PROBLEMS[code]
  return {
    type: `urn:antwoordcatalogus:problem:${code.toLowerCase()}`,
    title,
    status,
    detail,
    instance,
    code,
  }
}
