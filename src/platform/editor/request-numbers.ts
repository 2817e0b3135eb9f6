import { AsyncLocalStorage } from 'node:async_hooks'
import { asRequestId, REQUEST_ID, requestNumbers } from '../request-id'

// On the process and not in this module: Next's bundles each have a copy of the module, and share one Payload.
declare global {
  var antwoordcatalogusRequests: AsyncLocalStorage<string> | undefined
}
const requests = (globalThis.antwoordcatalogusRequests ??= new AsyncLocalStorage<string>())
const nextNumber = requestNumbers()

/** For Payload's logger: what it logs while a request is answered carries the number of the request. */
export function requestFields(): object {
  const reqId = requests.getStore()
  return reqId === undefined ? {} : { reqId }
}

/** Does the work of a request under the number that the front gave it. */
export const numbered = <T>(headers: Pick<Headers, 'get'>, work: () => T): T =>
  requests.run(asRequestId(headers.get(REQUEST_ID)) ?? nextNumber(), work)

type Handler<Context> = (request: Request, context: Context) => Promise<Response>

export const numberedRoute =
  <Context>(handler: Handler<Context>): Handler<Context> =>
  (request, context) =>
    numbered(request.headers, () => handler(request, context))
