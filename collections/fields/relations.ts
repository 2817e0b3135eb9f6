import type { SingleRelationshipField } from 'payload'
import type { CollectionSlug } from '../slugs'

type Words = {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly sidebar?: boolean
}

/** A link to one document of another collection. */
export const oneOf = (
  to: CollectionSlug,
  { name, label, help, sidebar = false }: Words,
  required = false,
): SingleRelationshipField => ({
  name,
  type: 'relationship',
  relationTo: to,
  label,
  required,
  index: true,
  hasMany: false,
  admin: { description: help, ...(sidebar && { position: 'sidebar' }) },
})

/** Links to several documents of another collection, in the editor's order. */
export const manyOf = (
  to: CollectionSlug,
  { name, label, help, sidebar = false }: Words,
): SingleRelationshipField => ({
  name,
  type: 'relationship',
  relationTo: to,
  label,
  hasMany: true,
  admin: { description: help, ...(sidebar && { position: 'sidebar' }) },
})
