import { randomBytes } from 'node:crypto'

/** The header in which delivery, the editor's front and the editor hand on the number of a request. */
export const REQUEST_ID = 'x-request-id'

/** As delivery gave it; from elsewhere only what can be such a number, because logs and the audit log keep it. */
export const asRequestId = (given: unknown): string | null =>
  typeof given === 'string' && /^[\w-]{1,40}$/.test(given) ? given : null

/** Numbers for the requests of one process. */
export function requestNumbers(): () => string {
  const prefix = randomBytes(4).toString('hex')
  let requests = 0
  return () => `${prefix}-${(requests++).toString(36)}`
}
