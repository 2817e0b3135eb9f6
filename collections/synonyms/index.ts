import type { CollectionConfig } from 'payload'
import { LOCALES } from '../../src/catalogue'
import { accessTo } from '../../src/access'
import { idField } from '../fields'
import { SLUGS } from '../slugs'

/** Words that mean the same to people, for search in every channel. */
export const synonyms = (): CollectionConfig => ({
  slug: SLUGS.synonyms,
  labels: { singular: 'Synoniem', plural: 'Synoniemen' },
  access: accessTo('synonyms'),
  admin: {
    group: 'Indeling',
    useAsTitle: 'title',
    defaultColumns: ['title', 'direction', 'language'],
    description: 'Woorden die voor inwoners hetzelfde betekenen. Gelden voor zoeken in elk kanaal.',
  },
  fields: [
    idField(),
    {
      name: 'title',
      type: 'text',
      label: 'Omschrijving',
      required: true,
      admin: { description: 'Om de groep in de lijst te herkennen.' },
    },
    {
      name: 'terms',
      type: 'text',
      hasMany: true,
      required: true,
      label: 'Woorden',
      admin: { description: 'Druk na elk woord op Enter.' },
    },
    {
      name: 'direction',
      type: 'select',
      required: true,
      defaultValue: 'twoWay',
      label: 'Richting',
      options: [
        { value: 'twoWay', label: 'Alle woorden betekenen hetzelfde' },
        { value: 'oneWay', label: 'Wie deze woorden zoekt, zoekt ook naar…' },
      ],
      admin: { description: 'Of het ook andersom geldt.' },
    },
    {
      name: 'targets',
      type: 'text',
      hasMany: true,
      label: 'Zoekt ook naar',
      admin: {
        description: 'Woorden die er bij het zoeken bij komen.',
        condition: (data: { direction?: unknown } | undefined) => data?.direction === 'oneWay',
      },
    },
    {
      name: 'language',
      type: 'select',
      required: true,
      defaultValue: 'nl',
      label: 'Taal',
      options: LOCALES.map((value) => ({ value, label: value === 'nl' ? 'Nederlands' : 'Engels' })),
      admin: { description: 'Taal van de woorden.' },
    },
  ],
})
