import type { CollectionConfig, Field } from 'payload'
import { accessTo } from '../../src/access'
import { idField } from '../fields'
import { SLUGS } from '../slugs'

const text = (name: string, label: string, help: string): Field => ({
  name,
  type: 'text',
  required: true,
  label,
  admin: { description: help, readOnly: true },
})

/** The reference index: which item uses what, in what readers see and in the latest draft. Kept by publishing. */
export const usages = (): CollectionConfig => ({
  slug: SLUGS.usages,
  labels: { singular: 'Verwijzing', plural: 'Verwijzingen' },
  access: accessTo('usages'),
  admin: { hidden: true, description: 'Welk item wat gebruikt.' },
  timestamps: false,
  lockDocuments: false,
  indexes: [
    { fields: ['toKind', 'toId', 'state', 'fromKind', 'fromId'] },
    { fields: ['fromKind', 'fromId', 'state'] },
  ],
  fields: [
    idField(),
    text('fromKind', 'Soort gebruiker', 'Soort van het item dat verwijst.'),
    text('fromId', 'Gebruiker', 'Kenmerk van het item dat verwijst.'),
    text('toKind', 'Soort doel', 'Soort van waar het naar verwijst.'),
    text('toId', 'Doel', 'Kenmerk van waar het naar verwijst.'),
    text('state', 'Stand', 'draft: in het concept; published: in wat lezers zien.'),
  ],
})
