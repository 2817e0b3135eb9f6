import type { CollectionConfig, Field } from 'payload'
import { accessTo } from '../../src/access'
import { idField } from '../fields'
import { SLUGS } from '../slugs'

const text = (name: string, label: string, help: string, index = false): Field => ({
  name,
  type: 'text',
  label,
  required: true,
  index,
  admin: { description: help, readOnly: true },
})
const json = (name: string, label: string, help: string): Field => ({
  name,
  type: 'json',
  label,
  admin: { description: help, readOnly: true, disableListColumn: true },
})

/**
 * The publication log. Append-only: lines are written below the collection API, inside the save that causes them, and
 * nothing changes or removes them.
 */
export const publications = (): CollectionConfig => ({
  slug: SLUGS.publications,
  labels: { singular: 'Publicatie', plural: 'Publicatielogboek' },
  access: accessTo('publications'),
  admin: {
    group: 'Beheer',
    useAsTitle: 'slug',
    defaultColumns: ['seq', 'kind', 'slug', 'locale', 'type', 'effectiveFrom', 'recordedAt'],
    description: 'Alles wat ooit gepubliceerd is, in volgorde. Kan niet veranderd worden.',
  },
  defaultSort: '-seq',
  timestamps: false,
  lockDocuments: false,
  indexes: [{ fields: ['kind', 'itemId', 'locale', 'seq'] }, { fields: ['kind', 'locale', 'slug'] }],
  fields: [
    idField(),
    {
      name: 'seq',
      type: 'number',
      required: true,
      unique: true,
      index: true,
      label: 'Volgnummer',
      admin: { description: 'Plaats in het logboek.', readOnly: true },
    },
    text('kind', 'Soort', 'Soort item.'),
    text('itemId', 'Item', 'Kenmerk van het item.', true),
    text('locale', 'Taal', 'Taal van de publicatie.'),
    text('type', 'Wat er gebeurde', 'PUBLISHED of RETRACTED.'),
    text('slug', 'Webadres', 'Laatste deel van het webadres op dat moment.'),
    text('effectiveFrom', 'Geldt vanaf', 'Moment waarop lezers het zien.', true),
    text('recordedAt', 'Vastgelegd op', 'Moment waarop de regel is geschreven.'),
    {
      name: 'contentHash',
      type: 'text',
      label: 'Controlegetal',
      admin: { description: 'Over wat lezers krijgen.', readOnly: true },
    },
    {
      name: 'deskHash',
      type: 'text',
      label: 'Controlegetal intern',
      admin: { description: 'Over de interne informatie.', readOnly: true },
    },
    json('card', 'Kaart', 'Wat het leesmodel in het geheugen houdt.'),
    json('record', 'Inhoud', 'Wat lezers krijgen.'),
    json('desk', 'Interne informatie', 'Alleen voor medewerkers.'),
  ],
})
