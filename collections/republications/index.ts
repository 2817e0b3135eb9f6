import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import { idField } from '../fields'
import { SLUGS } from '../slugs'

/** The queue of follow-ups: what has to be published again because something it uses has changed. */
export const republications = (): CollectionConfig => ({
  slug: SLUGS.republications,
  labels: { singular: 'Doorwerking', plural: 'Doorwerking' },
  access: accessTo('republications'),
  admin: {
    group: 'Beheer',
    useAsTitle: 'targetId',
    defaultColumns: ['targetKind', 'targetId', 'state', 'done', 'total', 'error'],
    description: 'Publicaties die volgen uit een gewijzigd feit, thema of andere gegevens.',
  },
  timestamps: false,
  lockDocuments: false,
  indexes: [{ fields: ['state'] }, { fields: ['targetKind', 'targetId'] }],
  fields: [
    idField(),
    {
      name: 'targetKind',
      type: 'text',
      required: true,
      label: 'Soort',
      admin: { description: 'Soort van wat er veranderde.', readOnly: true },
    },
    {
      name: 'targetId',
      type: 'text',
      required: true,
      label: 'Kenmerk',
      admin: { description: 'Kenmerk van wat er veranderde.', readOnly: true },
    },
    {
      name: 'state',
      type: 'text',
      required: true,
      label: 'Stand',
      admin: { description: 'waiting, running, done of failed.', readOnly: true },
    },
    {
      name: 'cursor',
      type: 'text',
      label: 'Gebleven bij',
      admin: { description: 'Het laatste item dat klaar is.', readOnly: true },
    },
    {
      name: 'total',
      type: 'number',
      label: 'Totaal',
      admin: { description: 'Aantal items.', readOnly: true },
    },
    {
      name: 'done',
      type: 'number',
      label: 'Klaar',
      admin: { description: 'Aantal items dat klaar is.', readOnly: true },
    },
    {
      name: 'error',
      type: 'textarea',
      label: 'Wat er misging',
      admin: { description: 'Items die niet gepubliceerd konden worden, en waarom.', readOnly: true },
    },
    {
      name: 'attempts',
      type: 'number',
      label: 'Pogingen',
      admin: { description: 'Aantal keren geprobeerd.', readOnly: true },
    },
  ],
})
