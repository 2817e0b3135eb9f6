import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import {
  CHOICES,
  addressField,
  dayField,
  deskMemoField,
  idField,
  oneOf,
  slugField,
  statusFields,
} from '../fields'
import { itemHooks } from '../hooks'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'

/** Governments that are competent or that answer. */
export const organisations = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.organisations,
  labels: { singular: 'Organisatie', plural: 'Organisaties' },
  access: accessTo('organisations', 'id'),
  // Each stands for one organisation, with its number and address in the registers, and a copy would be public at once.
  disableDuplicate: true,
  admin: {
    group: 'Organisaties',
    useAsTitle: 'name',
    defaultColumns: ['name', 'type', 'uri'],
    listSearchableFields: ['name', 'abbreviation', 'slug'],
    description:
      'Gemeenten, provincies, waterschappen, ministeries en uitvoeringsorganisaties. Opslaan is publiceren.',
  },
  fields: [
    idField(),
    slugField('name'),
    {
      name: 'name',
      type: 'text',
      required: true,
      localized: true,
      label: 'Naam',
      admin: { description: 'Zoals inwoners de organisatie kennen.' },
    },
    { name: 'abbreviation', type: 'text', label: 'Afkorting', admin: { description: 'Bijvoorbeeld: SVB.' } },
    {
      name: 'type',
      type: 'select',
      required: true,
      label: 'Soort',
      options: CHOICES.organisationType,
      admin: { description: 'Soort overheid.' },
    },
    {
      name: 'isOwn',
      type: 'checkbox',
      label: 'Eigen organisatie',
      defaultValue: false,
      admin: { position: 'sidebar', description: 'De gemeente van deze catalogus.' },
    },
    {
      name: 'uri',
      type: 'text',
      label: 'OWMS- of TOOI-adres',
      admin: { description: 'Exact zoals in de landelijke lijst, met http.' },
    },
    {
      name: 'oin',
      type: 'text',
      label: 'OIN',
      maxLength: 20,
      admin: { description: 'Organisatie-identificatienummer: 20 cijfers.' },
    },
    {
      name: 'contact',
      type: 'group',
      label: 'Contact',
      admin: { description: 'Hoe inwoners de organisatie bereiken.' },
      fields: [
        {
          type: 'row',
          fields: [
            {
              name: 'website',
              type: 'text',
              label: 'Website',
              admin: { description: 'Begint met https://.' },
            },
            {
              name: 'phone',
              type: 'text',
              label: 'Telefoonnummer',
              admin: { description: 'Zoals iemand het draait.' },
            },
            { name: 'email', type: 'email', label: 'E-mailadres', admin: { description: 'Algemeen adres.' } },
          ],
        },
        addressField('visitingAddress', 'Bezoekadres', 'Waar iemand langs kan komen.'),
        addressField('postalAddress', 'Postadres', 'Waar post heen kan.'),
      ],
    },
    deskMemoField(),
    dayField({ name: 'startDate', label: 'Bestaat sinds', help: 'Laat leeg als het er niet toe doet.' }),
    dayField({ name: 'endDate', label: 'Opgeheven op', help: 'Bijvoorbeeld bij een herindeling.' }),
    oneOf(SLUGS.organisations, {
      name: 'successor',
      label: 'Opvolger',
      help: 'De organisatie die het werk overnam.',
    }),
    ...statusFields(),
  ],
  hooks: itemHooks('organisation', ports),
})
