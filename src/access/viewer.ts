import { ROLES } from './table'
import type { Role } from './table'

/** Who asks: id, roles and the organisations they work for. Null: nobody is logged in. */
export type Viewer = {
  readonly id: string
  readonly roles: readonly Role[]
  readonly organisationIds: readonly string[]
}

/** Reads the viewer from whatever user Payload put on the request; anything unknown in it counts for nothing. */
export function viewerOf(user: unknown): Viewer | null {
  if (typeof user !== 'object' || user === null || !('id' in user)) return null
  const roles = 'roles' in user && Array.isArray(user.roles) ? user.roles : []
  const organisations = 'organisations' in user && Array.isArray(user.organisations) ? user.organisations : []
  return {
    id: String(user.id),
    roles: ROLES.filter((role) => roles.includes(role)),
    organisationIds: organisations.map(idOf).filter((id) => id !== null),
  }
}

/** The id of a relation that may be loaded or not. */
export function idOf(relation: unknown): string | null {
  if (typeof relation === 'string' || typeof relation === 'number') return String(relation)
  if (typeof relation === 'object' && relation !== null && 'id' in relation) return idOf(relation.id)
  return null
}
