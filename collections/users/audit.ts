import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionAfterLoginHook,
  CollectionAfterLogoutHook,
} from 'payload'
import { viewerOf } from '../../src/access'
import type { AuditEvent } from '../audit-events/events'
import type { CollectionPorts } from '../ports'
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
