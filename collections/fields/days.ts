import type { DateField } from 'payload'

/**
 * A calendar day. Stored as noon UTC of the day as people in the Netherlands see it, so that no time zone moves it.
 */
export const dayField = (field: {
  name: string
  label: string
  help: string
  required?: boolean
  sidebar?: boolean
}): DateField => ({
  name: field.name,
  type: 'date',
  label: field.label,
  required: field.required ?? false,
  hooks: {
    beforeValidate: [
      ({ value }) => (typeof value === 'string' || value instanceof Date ? noonOf(new Date(value)) : value),
    ],
  },
  admin: {
    description: field.help,
    date: { pickerAppearance: 'dayOnly', displayFormat: 'd-M-yyyy' },
    ...(field.sidebar && { position: 'sidebar' }),
  },
})

// Made once: making it costs more than a save spends on all its other fields.
const dutchDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' })

function noonOf(moment: Date): string | Date {
  return Number.isNaN(moment.getTime()) ? moment : `${dutchDay.format(moment)}T12:00:00.000Z`
}
