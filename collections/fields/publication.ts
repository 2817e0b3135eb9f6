import type { Field } from 'payload'
import { dayField } from './days'

/** When readers see it and when its owner looks at it again. */
export const publicationFields = (): Field[] => [
  {
    type: 'row',
    fields: [
      {
        name: 'publishFrom',
        type: 'date',
        label: 'Publiceren vanaf',
        admin: {
          description: 'Laat leeg om direct te publiceren.',
          date: { pickerAppearance: 'dayAndTime', displayFormat: 'd-M-yyyy HH:mm' },
        },
      },
      {
        name: 'publishUntil',
        type: 'date',
        label: 'Publiceren tot',
        admin: {
          description: 'Vanaf dit moment ziet niemand het meer.',
          date: { pickerAppearance: 'dayAndTime', displayFormat: 'd-M-yyyy HH:mm' },
        },
      },
    ],
  },
  dayField({
    name: 'reviewBy',
    label: 'Controleren voor',
    help: 'De dag waarop u de tekst opnieuw nakijkt. Nodig om te publiceren.',
  }),
]

/** What readers see now, and where the item is used. */
export const statusFields = (): Field[] => [
  {
    name: 'publicationStatus',
    type: 'ui',
    label: 'Wat lezers nu zien',
    admin: {
      position: 'sidebar',
      components: { Field: '/src/admin/status/publication-status#PublicationStatus' },
    },
  },
  whereUsedField(),
]

export const whereUsedField = (): Field => ({
  name: 'whereUsed',
  type: 'ui',
  label: 'Waar wordt dit gebruikt',
  admin: { position: 'sidebar', components: { Field: '/src/admin/usage/where-used#WhereUsed' } },
})
