import type { Config, PayloadRequest } from 'payload'
import type { CollectionPorts } from '../../../collections/ports'
import { SLUGS } from '../../../collections/slugs'
import { retryConflicts } from './conflicts'

type AfterError = NonNullable<NonNullable<Config['hooks']>['afterError']>[number]

/**
 * Notes attempts to log in that failed. Payload calls no other hook for them, and names of errors do not survive the editor's
 * build: it is known by where it was asked and how it was answered. Begins anew by itself when it conflicts: the attempt was
 * counted already, and must not be counted twice.
 */
export const noteFailedLogin =
  (ports: Pick<CollectionPorts, 'audit'>): AfterError =>
  async ({ error, collection, req }) => {
    const path = req.pathname ?? ''
    if (collection?.slug !== SLUGS.users || !path.endsWith('/login') || Reflect.get(error, 'status') !== 401)
      return
    await retryConflicts(() => note(ports, req))
  }

async function note(ports: Pick<CollectionPorts, 'audit'>, req: PayloadRequest): Promise<void> {
  const email: unknown = req.data?.['email']
  const user = typeof email === 'string' ? await accountOf(email, req) : null
  const isLocked = typeof user?.lockUntil === 'string' && Date.parse(user.lockUntil) > Date.now()
  const detail = user === null ? 'unknownAccount' : isLocked ? 'locked' : 'wrongPassword'
  const subject = user && { kind: 'user', id: String(user.id) }
  await ports.audit({ action: 'loginFailed', subject, detail }, req)
}

async function accountOf(email: string, { payload }: PayloadRequest) {
  const { docs } = await payload.find({
    collection: SLUGS.users,
    where: { email: { equals: email.toLowerCase().trim() } },
    limit: 1,
    depth: 0,
    pagination: false,
    showHiddenFields: true,
    overrideAccess: true,
  })
  return docs[0] ?? null
}
