import { Forbidden } from 'payload'
import type { CollectionBeforeOperationHook } from 'payload'
import { SLUGS } from '../slugs'

/**
 * How long after a login its session is renewed. With the eight hours that a session lasts, nobody stays logged in for more
 * than sixteen; Payload itself (3.90.2) renews for ever.
 */
const RENEWED_FOR_MS = 8 * 60 * 60 * 1_000

export const renewForOneDay: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const { user } = req
  if (operation !== 'refresh' || !user) return args
  const { docs } = await req.payload.find({
    collection: SLUGS.users,
    where: { id: { equals: user.id } },
    limit: 1,
    depth: 0,
    pagination: false,
    showHiddenFields: true,
    overrideAccess: true,
    req,
  })
  const sessions: unknown = docs[0]?.['sessions']
  const session: unknown = Array.isArray(sessions)
    ? sessions.find((each) => Reflect.get(Object(each), 'id') === user['_sid'])
    : undefined
  const began = Date.parse(String(Reflect.get(Object(session), 'createdAt')))
  if (Number.isFinite(began) && Date.now() - began <= RENEWED_FOR_MS) return args
  throw new Forbidden(req.t)
}
