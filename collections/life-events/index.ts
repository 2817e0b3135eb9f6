import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import { idField, slugField, statusFields } from '../fields'
import { itemHooks } from '../hooks'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'

/** Events in life or business in which products matter. Codes: SEMIC life and business events. */
export const lifeEvents = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.lifeEvents,
  labels: { singular: 'Levensgebeurtenis', plural: 'Levensgebeurtenissen' },
  access: accessTo('lifeEvents'),
  // Each stands for one event of the European list, and a copy would be public at once.
  disableDuplicate: true,
  admin: {
    group: 'Indeling',
    useAsTitle: 'title',
    defaultColumns: ['title', 'code'],
    description: 'Verhuizen, trouwen, een bedrijf starten. Opslaan is publiceren.',
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
      admin: { description: 'Bijvoorbeeld: Verhuizen.' },
    },
    {
      name: 'code',
      type: 'text',
      label: 'Code',
      admin: { description: 'Code van de Europese lijst (SEMIC), bijvoorbeeld MOV.' },
    },
    {
      name: 'uri',
      type: 'text',
      label: 'Adres in de Europese lijst',
      admin: { description: 'Exact zoals in de lijst.' },
    },
    ...statusFields(),
  ],
  hooks: itemHooks('lifeEvent', ports),
})
