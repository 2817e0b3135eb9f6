import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionAfterErrorHook,
  CollectionAfterLoginHook,
  CollectionAfterLogoutHook,
} from 'payload'
import { viewerOf } from '../../src/access'
import type { AuditEvent } from '../audit-events/events'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'
import { PASSWORD_SET } from './passwords'

type Audit = Pick<CollectionPorts, 'audit'>

const about = (id: unknown): AuditEvent['subject'] => ({ kind: 'user', id: String(id) })

export const noteLogin =
  (ports: Audit): CollectionAfterLoginHook =>
  async ({ user, req }) => {
    const id = String(user.id)
    await ports.audit({ action: 'login', subject: about(id), detail: null, actorId: id }, req)
  }

export const noteLogout =
  (ports: Audit): CollectionAfterLogoutHook =>
  async ({ req }) => {
    const id = viewerOf(req.user)?.id
    if (id !== undefined) await ports.audit({ action: 'logout', subject: about(id), detail: null }, req)
  }

/**
 * Notes attempts to log in that failed. Payload calls no other hook for them, and names of errors do not survive the editor's
 * build: it is known by where it was asked and how it was answered.
 */
export const noteFailedLogin =
  (ports: Audit): CollectionAfterErrorHook =>
  async ({ error, req }) => {
    const path = req.pathname ?? ''
    if (!path.endsWith('/login') || Reflect.get(error, 'status') !== 401) return
    const email: unknown = req.data?.['email']
    const user = typeof email === 'string' ? await accountOf(email, req) : null
    const isLocked = typeof user?.lockUntil === 'string' && Date.parse(user.lockUntil) > Date.now()
    const detail = user === null ? 'unknownAccount' : isLocked ? 'locked' : 'wrongPassword'
    await ports.audit({ action: 'loginFailed', subject: user && about(user.id), detail }, req)
  }

async function accountOf(email: string, { payload }: Parameters<CollectionAfterErrorHook>[0]['req']) {
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

/** Notes new users, and what changed in what somebody may do or how they prove who they are. */
export const noteRights =
  (ports: Audit): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    const note = (action: AuditEvent['action'], detail: string | null) =>
      ports.audit({ action, subject: about(doc.id), detail }, req)
    if (operation === 'create') {
      await note('userCreated', rightsOf(doc))
      if (doc.enableAPIKey === true) await note('apiKeyChanged', 'on')
      return doc
    }
    if (rightsOf(doc) !== rightsOf(previousDoc))
      await note('rightsChanged', `${rightsOf(previousDoc)} → ${rightsOf(doc)}`)
    if (req.context[PASSWORD_SET] === true) await note('passwordChanged', null)
    if (isOn(doc) !== isOn(previousDoc) || doc.apiKey !== previousDoc.apiKey)
      await note('apiKeyChanged', isOn(doc) ? 'on' : 'off')
    return doc
  }

export const noteDeleted =
  (ports: Audit): CollectionAfterDeleteHook =>
  ({ id, req }) =>
    ports.audit({ action: 'userDeleted', subject: about(id), detail: null }, req)

const isOn = (user: { readonly enableAPIKey?: unknown }): boolean => user.enableAPIKey === true

function rightsOf(user: unknown): string {
  const viewer = viewerOf(user)
  const organisations = [...(viewer?.organisationIds ?? [])].sort()
  return `${viewer?.roles.join(', ') || '–'}${organisations.length > 0 ? ` (${organisations.join(', ')})` : ''}`
}
