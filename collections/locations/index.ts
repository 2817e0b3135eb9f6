import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import { addressField, idField, oneOf, openingHoursFields, statusFields } from '../fields'
import { copiesKeepOwner } from '../copying'
import { itemHooks } from '../hooks'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'

/** Places where people go, with their opening hours. */
export const locations = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.locations,
  labels: { singular: 'Locatie', plural: 'Locaties' },
  access: accessTo('locations', 'organisation'),
  admin: {
    group: 'Organisaties',
    useAsTitle: 'name',
    defaultColumns: ['name', 'organisation'],
    description: 'Gemeentehuis, servicepunten en milieustraat. Opslaan is publiceren.',
  },
  fields: [
    idField(),
    {
      name: 'name',
      type: 'text',
      required: true,
      localized: true,
      label: 'Naam',
      admin: { description: 'Bijvoorbeeld: Gemeentehuis.' },
    },
    oneOf(
      SLUGS.organisations,
      { name: 'organisation', label: 'Organisatie', help: 'Van wie de locatie is.' },
      true,
    ),
    addressField('address', 'Adres', 'Waar het is.'),
    {
      name: 'phone',
      type: 'text',
      label: 'Telefoonnummer',
      admin: { description: 'Alleen als de locatie een eigen nummer heeft.' },
    },
    {
      name: 'appointmentUrl',
      type: 'text',
      label: 'Afspraak maken',
      admin: { description: 'Webadres om een afspraak te maken.' },
    },
    {
      name: 'openingHours',
      type: 'group',
      label: 'Openingstijden',
      admin: { description: 'Wanneer de locatie open is.' },
      fields: openingHoursFields(),
    },
    ...statusFields(),
  ],
  hooks: { ...itemHooks('location', ports), beforeOperation: [copiesKeepOwner('organisation')] },
})
