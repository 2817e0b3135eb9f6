import type { Field } from 'payload'
import type { FactKind } from '../../src/catalogue'
import { freshInCopy } from '../copying'
import {
  CHOICES,
  addressField,
  dayField,
  idField,
  oneOf,
  openingHoursFields,
  whereUsedField,
} from '../fields'
import { SLUGS } from '../slugs'

const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export const factFields = (): Field[] => [
  idField(),
  {
    name: 'label',
    type: 'text',
    label: 'Naam',
    required: true,
    localized: true,
    admin: { description: 'Zoals lezers hem zien, bijvoorbeeld: Kosten paspoort volwassene.' },
  },
  {
    name: 'key',
    type: 'text',
    label: 'Sleutel',
    required: true,
    unique: true,
    index: true,
    hooks: { beforeDuplicate: [freshInCopy] },
    validate: (value: unknown) =>
      (typeof value === 'string' && KEY.test(value)) ||
      'Gebruik kleine letters, cijfers en losse streepjes, bijvoorbeeld paspoort-kosten-volwassene.',
    admin: { description: 'Vaste naam voor systemen. Verander hem niet als het feit in gebruik is.' },
  },
  {
    name: 'kind',
    type: 'select',
    label: 'Soort',
    required: true,
    options: CHOICES.factKind,
    admin: { description: 'Bepaalt hoe de waarde in elk kanaal wordt geschreven of gezegd.' },
  },
  oneOf(SLUGS.organisations, {
    name: 'organisation',
    label: 'Eigenaar',
    help: 'De organisatie die de waarde vaststelt of bijhoudt.',
  }),
  {
    name: 'source',
    type: 'text',
    label: 'Bron',
    admin: { description: 'De verordening, wet of het besluit waar de waarde uit komt.' },
  },
  {
    name: 'values',
    type: 'array',
    label: 'Waarden',
    labels: { singular: 'Waarde', plural: 'Waarden' },
    admin: {
      description:
        'Eén waarde per periode. Een nieuwe waarde gaat om 00:00 uur in op de eerste dag; perioden mogen niet overlappen.',
      components: { RowLabel: '/src/admin/row-labels#PeriodRowLabel' },
    },
    fields: [
      {
        type: 'row',
        fields: [
          dayField({ name: 'validFrom', label: 'Geldt vanaf', required: true, help: 'De eerste dag.' }),
          dayField({
            name: 'validUntil',
            label: 'Geldt tot en met',
            help: 'De laatste dag. Leeg: tot nader order.',
          }),
        ],
      },
      ...valueFields(),
    ],
  },
  {
    name: 'followUps',
    type: 'ui',
    label: 'Doorwerking',
    admin: {
      position: 'sidebar',
      components: { Field: '/src/admin/status/publication-status#PublicationStatus' },
    },
  },
  whereUsedField(),
]

/** One field (or group) per kind; only those of the chosen kind are shown. */
const valueFields = (): Field[] => [
  only('amount', {
    name: 'amountInCents',
    type: 'number',
    label: 'Bedrag in euro',
    min: 0,
    admin: {
      description: 'Bijvoorbeeld 83,87. Vul 0 in voor gratis.',
      components: { Field: '/src/admin/money/euro-field#EuroField' },
    },
  }),
  only('duration', {
    name: 'duration',
    type: 'group',
    label: 'Termijn',
    admin: { description: 'Hoe lang iets duurt.' },
    fields: [
      {
        type: 'row',
        fields: [
          {
            name: 'iso',
            type: 'text',
            label: 'Duur',
            admin: {
              description: 'Bijvoorbeeld 5 dagen of 6 weken.',
              components: { Field: '/src/admin/duration/duration-field#DurationField' },
            },
          },
          {
            name: 'workingDays',
            type: 'checkbox',
            label: 'Werkdagen',
            defaultValue: false,
            admin: { description: 'Zet aan als weekenden en feestdagen niet meetellen.' },
          },
        ],
      },
    ],
  }),
  only('date', dayField({ name: 'date', label: 'Datum', help: 'De dag waarom het gaat.' })),
  only('phone', {
    name: 'phone',
    type: 'text',
    label: 'Telefoonnummer',
    admin: { description: 'Zoals iemand het draait, bijvoorbeeld 14 0499 of 088 123 45 67.' },
  }),
  only('email', {
    name: 'email',
    type: 'email',
    label: 'E-mailadres',
    admin: { description: 'Bijvoorbeeld info@voorbeeld.nl.' },
  }),
  only('address', addressField('address', 'Adres', 'Straat of postbus.')),
  only('url', {
    name: 'url',
    type: 'text',
    label: 'Webadres',
    admin: { description: 'Begint met https://.' },
  }),
  only('openingHours', {
    name: 'openingHours',
    type: 'group',
    label: 'Openingstijden',
    admin: { description: 'Tijden per dag.' },
    fields: openingHoursFields(),
  }),
  only('number', {
    name: 'number',
    type: 'group',
    label: 'Getal',
    admin: { description: 'Een getal met zijn eenheid.' },
    fields: [
      {
        type: 'row',
        fields: [
          { name: 'value', type: 'number', label: 'Getal', admin: { description: 'Alleen het getal.' } },
          {
            name: 'unit',
            type: 'select',
            label: 'Eenheid',
            options: CHOICES.numberUnit,
            defaultValue: 'none',
            admin: { description: 'Waarvan.' },
          },
        ],
      },
    ],
  }),
  only('documents', {
    name: 'documents',
    type: 'array',
    label: 'Documenten',
    labels: { singular: 'Document', plural: 'Documenten' },
    admin: { description: 'Wat iemand meeneemt of opstuurt.' },
    fields: [
      {
        name: 'name',
        type: 'text',
        localized: true,
        label: 'Document',
        admin: { description: 'Bijvoorbeeld: een pasfoto van na 1 januari.' },
      },
    ],
  }),
  only('text', {
    name: 'text',
    type: 'text',
    localized: true,
    label: 'Tekst',
    maxLength: 300,
    admin: { description: 'Een korte tekst die overal hetzelfde moet zijn.' },
  }),
]

/** Shows a field only on facts of one kind. */
function only<F extends Field>(kind: FactKind, field: F): F {
  return {
    ...field,
    admin: { ...field.admin, condition: (data: { kind?: unknown } | undefined) => data?.kind === kind },
  }
}
