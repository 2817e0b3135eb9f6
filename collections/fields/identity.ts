import { randomUUID } from 'node:crypto'
import type { Field, TextField } from 'payload'
import { freshInCopy } from '../copying'

/** Our own text id on every engine, never issued again. */
export const idField = (): Field => ({
  name: 'id',
  type: 'text',
  label: 'Kenmerk',
  defaultValue: () => randomUUID(),
  admin: { hidden: true, description: 'Vast kenmerk. Het wordt nooit opnieuw uitgegeven.' },
})

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** `Rijbewijs aanvragen (spoed)` → `rijbewijs-aanvragen-spoed`. */
export const slugFrom = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')

/** Last part of the address. Filled from `from` when left empty; the same in every language. */
export const slugField = (from: string): TextField => ({
  name: 'slug',
  type: 'text',
  label: 'Webadres',
  unique: true,
  index: true,
  validate: (value: unknown, { data }: { readonly data: object }) => {
    // Left empty it is made from the title; a title that is empty has a complaint of its own.
    const title: unknown = Reflect.get(data, from)
    const slug = value || (typeof title === 'string' && title !== '' ? slugFrom(title) : null)
    if (slug === null || (typeof slug === 'string' && SLUG.test(slug))) return true
    return 'Gebruik kleine letters, cijfers en losse streepjes, bijvoorbeeld rijbewijs-verlengen.'
  },
  hooks: {
    beforeDuplicate: [freshInCopy],
    beforeValidate: [
      ({ value, data, originalDoc }) => {
        if (typeof value === 'string' && value !== '') return value
        const known: unknown = originalDoc?.slug
        if (typeof known === 'string' && known !== '') return known
        const title: unknown = data?.[from]
        return typeof title === 'string' && title !== '' ? slugFrom(title) : value
      },
    ],
  },
  admin: {
    position: 'sidebar',
    description:
      'Het laatste deel van het webadres. Laat leeg om het uit de titel te maken. Verander het liever niet meer na publicatie.',
  },
})
