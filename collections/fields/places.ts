import type { Field } from 'payload'
import { WEEKDAYS } from '../../src/catalogue'
import { WEEKDAY_LABELS } from './choices'

const POSTAL_CODE = /^[1-9][0-9]{3} ?(?!sa|sd|ss)[a-z]{2}$/i
const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/

/** Street address or post office box, as a group. */
export const addressField = (name: string, label: string, help: string): Field => ({
  name,
  type: 'group',
  label,
  admin: { description: help },
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'street', type: 'text', label: 'Straat', admin: { description: 'Zonder huisnummer.' } },
        {
          name: 'houseNumber',
          type: 'text',
          label: 'Huisnummer',
          admin: { description: 'Alleen het nummer.' },
        },
        {
          name: 'addition',
          type: 'text',
          label: 'Toevoeging',
          admin: { description: 'Bijvoorbeeld a of 2-hoog.' },
        },
      ],
    },
    {
      type: 'row',
      fields: [
        { name: 'poBox', type: 'text', label: 'Postbus', admin: { description: 'Alleen het nummer.' } },
        {
          name: 'postalCode',
          type: 'text',
          label: 'Postcode',
          validate: (value: unknown) =>
            !value ||
            (typeof value === 'string' && POSTAL_CODE.test(value)) ||
            'Vul een postcode in als 1234 AB.',
          admin: { description: 'Als 1234 AB.' },
        },
        { name: 'city', type: 'text', label: 'Plaats', admin: { description: 'Woonplaats.' } },
      ],
    },
  ],
})

const spans = (help: string): Field => ({
  name: 'spans',
  type: 'array',
  label: 'Tijden',
  admin: { description: help },
  fields: [
    {
      type: 'row',
      fields: ['from', 'to'].map((name): Field => ({
        name,
        type: 'text',
        required: true,
        label: name === 'from' ? 'Van' : 'Tot',
        validate: (value: unknown) =>
          (typeof value === 'string' && TIME.test(value)) || 'Vul een tijd in als 09:00.',
        admin: { description: 'Als 09:00.' },
      })),
    },
  ],
})

/** Opening hours: the usual week, days that differ, and whether one comes by appointment only. */
export const openingHoursFields = (): Field[] => [
  {
    name: 'week',
    type: 'array',
    label: 'Openingstijden per dag',
    admin: { description: 'Een dag die er niet bij staat, is gesloten.' },
    fields: [
      {
        name: 'day',
        type: 'select',
        required: true,
        label: 'Dag',
        options: WEEKDAYS.map((value) => ({ value, label: WEEKDAY_LABELS[value] })),
        admin: { description: 'Dag van de week.' },
      },
      spans('Van en tot. Zet er twee als de locatie tussen de middag dicht is.'),
    ],
  },
  {
    name: 'exceptions',
    type: 'array',
    label: 'Bijzondere dagen',
    admin: {
      description: 'Feestdagen en andere dagen met andere tijden. Zonder tijden is de locatie die dag dicht.',
    },
    fields: [
      {
        name: 'day',
        type: 'date',
        required: true,
        label: 'Datum',
        admin: {
          description: 'De dag waarom het gaat.',
          date: { pickerAppearance: 'dayOnly', displayFormat: 'd-M-yyyy' },
        },
      },
      spans('Laat leeg als de locatie die dag dicht is.'),
      {
        name: 'reason',
        type: 'text',
        localized: true,
        label: 'Reden',
        admin: { description: 'Bijvoorbeeld: Koningsdag.' },
      },
    ],
  },
  {
    name: 'byAppointment',
    type: 'checkbox',
    label: 'Alleen op afspraak',
    defaultValue: false,
    admin: { description: 'Zet aan als iemand alleen met een afspraak langs kan komen.' },
  },
]
