import config from '@payload-config'
import { getPayload } from 'payload'
import pino from 'pino'
import { publishingParts, startEditorWork } from './platform/editor'
import { readEnv, runtimePhase } from './platform/env'
import { leaseStoreOf, leaseWatcher, nodeName } from './platform/lease'
import { loggedError } from './platform/logged-error'
import { asRequestId, REQUEST_ID } from './platform/request-id'

/**
 * Opens the editor's database. In the role `all` follow-ups and scheduled publishing run here too, while the front of this
 * node keeps the lease; in the role `editor` they are a worker's business.
 */
export async function beginEditorWork(): Promise<void> {
  const payload = await getPayload({ config })
  const { env } = runtimePhase(readEnv)
  if (env.role !== 'all') return
  startEditorWork(payload, publishingParts(env), (onChange) =>
    leaseWatcher({
      store: leaseStoreOf(env),
      node: nodeName(env),
      onChange,
      onError: (err) => payload.logger.error({ err, msg: 'The work of a leader cannot be begun or ended' }),
    }),
  )
}

type Asked = { readonly method: string; readonly headers: Readonly<Record<string, unknown>> }

/** By a log of its own: Payload may be what broke. */
export function logUnanswered(error: unknown, { method, headers }: Asked, route: string): void {
  const log = pino({ base: null, serializers: { err: loggedError } })
  const reqId = asRequestId(headers[REQUEST_ID])
  log.error({ reqId, method, route, err: error }, 'the editor could not answer')
}
