import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import { idField, oneOf, slugField, statusFields } from '../fields'
import { itemHooks } from '../hooks'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'
import { refuseCircle } from './circle'

/** Subjects in a tree, after the Themaindeling Overheid. */
export const themes = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.themes,
  labels: { singular: 'Thema', plural: 'Thema’s' },
  access: accessTo('themes'),
  // Each stands for one theme of the national list, and a copy would be public at once.
  disableDuplicate: true,
  admin: {
    group: 'Indeling',
    useAsTitle: 'title',
    defaultColumns: ['title', 'parent', 'order'],
    description: 'Onderwerpen waaronder producten staan. Opslaan is publiceren.',
  },
  fields: [
    idField(),
    slugField('title'),
    {
      name: 'title',
      type: 'text',
      required: true,
      localized: true,
      label: 'Titel',
      admin: { description: 'Zoals inwoners het onderwerp noemen.' },
    },
    oneOf(SLUGS.themes, {
      name: 'parent',
      label: 'Valt onder',
      help: 'Het grotere onderwerp. Leeg: bovenaan.',
    }),
    {
      name: 'order',
      type: 'number',
      label: 'Volgorde',
      defaultValue: 100,
      admin: { position: 'sidebar', description: 'Lage getallen komen eerst.' },
    },
    {
      name: 'uri',
      type: 'text',
      label: 'Adres in de Themaindeling Overheid',
      admin: { description: 'Exact zoals in de landelijke lijst, met http.' },
    },
    ...statusFields(),
  ],
  hooks: { ...itemHooks('theme', ports), beforeChange: [refuseCircle] },
})
