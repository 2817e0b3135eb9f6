import type { CollectionConfig } from 'payload'
import { accessTo } from '../../src/access'
import { CHOICES, idField } from '../fields'
import { SLUGS } from '../slugs'

/** What readers say about an answer. The inbox for signals; editors take them up from here. */
export const feedback = (): CollectionConfig => ({
  slug: SLUGS.feedback,
  labels: { singular: 'Terugkoppeling', plural: 'Terugkoppelingen' },
  access: accessTo('feedback'),
  admin: {
    group: 'Beheer',
    useAsTitle: 'remark',
    defaultColumns: ['remark', 'kind', 'state', 'createdAt'],
    description: 'Signalen van lezers en medewerkers over een antwoord.',
  },
  fields: [
    idField(),
    {
      name: 'subject',
      type: 'relationship',
      relationTo: [SLUGS.products, SLUGS.questions],
      label: 'Waarover',
      admin: { description: 'Het product of de vraag.' },
    },
    {
      name: 'channel',
      type: 'select',
      label: 'Kanaal',
      options: CHOICES.channel,
      admin: { description: 'Waar de lezer het antwoord zag.' },
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      label: 'Soort',
      options: [
        { value: 'incorrect', label: 'Onjuist' },
        { value: 'unclear', label: 'Onduidelijk' },
        { value: 'missing', label: 'Ontbreekt' },
        { value: 'outdated', label: 'Verouderd' },
        { value: 'other', label: 'Anders' },
      ],
      admin: { description: 'Wat er aan de hand is.' },
    },
    {
      name: 'remark',
      type: 'textarea',
      required: true,
      maxLength: 2_000,
      label: 'Opmerking',
      admin: { description: 'In de woorden van de lezer.' },
    },
    {
      name: 'revision',
      type: 'number',
      label: 'Versie',
      admin: { description: 'De versie die de lezer zag.', readOnly: true },
    },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'new',
      label: 'Stand',
      options: [
        { value: 'new', label: 'Nieuw' },
        { value: 'inProgress', label: 'In behandeling' },
        { value: 'solved', label: 'Opgelost' },
        { value: 'rejected', label: 'Afgewezen' },
      ],
      admin: { position: 'sidebar', description: 'Hoe ver het is.' },
    },
  ],
})
