import type { Access, CollectionConfig, PayloadRequest, Where } from 'payload'
import type { CollectionName } from '../../collections/slugs'
import { ACCESS } from './table'
import type { Grant, Operation } from './table'
import { idOf, viewerOf } from './viewer'

type CollectionAccess = NonNullable<CollectionConfig['access']>

const STRENGTH: readonly Grant[] = ['no', 'self', 'published', 'own', 'yes']

/** The strongest grant that any of the viewer's roles gives. */
export function grantOf(collection: CollectionName, operation: Operation, user: unknown): Grant {
  const grants = viewerOf(user)?.roles.map((role) => ACCESS[collection][role][operation]) ?? []
  return grants.reduce<Grant>(
    (best, grant) => (STRENGTH.indexOf(grant) > STRENGTH.indexOf(best) ? grant : best),
    'no',
  )
}

const weaker = (one: Grant, other: Grant): Grant =>
  STRENGTH.indexOf(one) < STRENGTH.indexOf(other) ? one : other

/** Payload's screens ask with this status whether to show the buttons that publish and plan; saves come with it too. */
const publishes = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && '_status' in data && data._status === 'published'

/**
 * Every access function of a collection, from the table. `owner` is the field that holds the organisation; on organisations
 * themselves it is `id`.
 */
export function accessTo(collection: CollectionName, owner: string | null = null): CollectionAccess {
  const rule =
    (operation: Operation): Access =>
    ({ req, data, id }) =>
      decide({
        grant: weaker(
          grantOf(collection, operation, req.user),
          operation === 'update' && publishes(data) ? grantOf(collection, 'publish', req.user) : 'yes',
        ),
        req,
        data,
        owner,
        creating: operation === 'create' && id === undefined,
        hasTrash: WITH_TRASH.includes(collection),
      })
  const staffOnly: Access = ({ req }) => grantOf(collection, 'read', req.user) === 'yes'
  return {
    create: rule('create'),
    read: rule('read'),
    update: rule('update'),
    delete: rule('delete'),
    readVersions: staffOnly,
    unlock: ({ req }) => grantOf(collection, 'update', req.user) === 'yes',
    admin: ({ req }) => mayOpenAdmin(req),
  }
}

/** Agents and API clients have no business in the editors' screens. */
export function mayOpenAdmin(req: Pick<PayloadRequest, 'user'>): boolean {
  return (
    viewerOf(req.user)?.roles.some(
      (role) => role === 'administrator' || role === 'publisher' || role === 'editor',
    ) ?? false
  )
}

export const isAdministrator = (req: Pick<PayloadRequest, 'user'>): boolean =>
  viewerOf(req.user)?.roles.includes('administrator') ?? false

/** Staff who may read agent-only text. */
export const mayReadDeskMemo = (req: Pick<PayloadRequest, 'user'>): boolean =>
  (viewerOf(req.user)?.roles.length ?? 0) > 0

/** Payload leaves what is in the trash out, unless somebody asks for it. */
const NOT_TRASHED: Where = { deletedAt: { exists: false } }
const WITH_TRASH: readonly CollectionName[] = ['products', 'questions']

type Question = {
  readonly grant: Grant
  readonly req: PayloadRequest
  readonly data: unknown
  readonly owner: string | null
  readonly creating: boolean
  readonly hasTrash: boolean
}

function decide({ grant, req, data, owner, creating, hasTrash }: Question): boolean | Where {
  const viewer = viewerOf(req.user)
  if (!viewer || grant === 'no') return false
  if (grant === 'yes') return true
  if (grant === 'self') return { id: { equals: viewer.id } }
  if (grant === 'published')
    return { and: [{ _status: { equals: 'published' } }, ...(hasTrash ? [NOT_TRASHED] : [])] }
  if (owner === null) return false
  const claimed = claimedOwner(data, owner)
  const isUnclaimed = claimed === undefined || (creating && claimed === null)
  if (!isUnclaimed && !viewer.organisationIds.includes(claimed ?? '')) return false
  if (creating)
    return (
      typeof claimed === 'string' ||
      data === undefined ||
      (viewer.organisationIds.length > 0 && isOwnerlessDraft(data, owner))
    )
  return { [owner]: { in: [...viewer.organisationIds] } }
}

/** A new draft that names no organisation; `draftsBelongToWriter` gives it one. */
export const isOwnerlessDraft = (data: unknown, owner: string): boolean =>
  typeof data === 'object' &&
  data !== null &&
  '_status' in data &&
  data._status === 'draft' &&
  (claimedOwner(data, owner) ?? null) === null

/** The organisation that the incoming data names; undefined when it says nothing about it. */
function claimedOwner(data: unknown, owner: string): string | null | undefined {
  if (owner === 'id' || typeof data !== 'object' || data === null || !(owner in data)) return undefined
  return idOf(Object.entries(data).find(([key]) => key === owner)?.[1])
}
