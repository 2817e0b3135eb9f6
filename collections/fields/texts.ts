import type { Field, RichTextField } from 'payload'
import { CHANNELS, SECTION_KEYS } from '../../src/catalogue'
import { mayReadDeskMemo } from '../../src/access'
import { CHANNEL_LABELS, CHOICES, SECTION_LABELS } from './choices'

const PREVIEW = { path: '/src/admin/preview/channel-preview#ChannelPreview' }

const rich = (name: string, label: string, help: string, required = false): RichTextField => ({
  name,
  type: 'richText',
  label,
  required,
  admin: { description: help },
})

/** Texts per channel, one list per language. What is left empty is inherited from “Algemeen” or from the sections. */
export const answersField = (): Field => ({
  name: 'answers',
  type: 'array',
  label: 'Antwoorden per kanaal',
  labels: { singular: 'Antwoord', plural: 'Antwoorden' },
  localized: true,
  validate: (value: unknown) => {
    const channels = Array.isArray(value)
      ? value.map((answer: { channel?: unknown } | null) => answer?.channel)
      : []
    const double = channels.find((channel, index) => channels.indexOf(channel) !== index)
    return (
      double === undefined ||
      `Er staan twee antwoorden voor ${CHANNELS.includes(double as never) ? labelOf(double) : 'één kanaal'}. Voeg ze samen.`
    )
  },
  admin: {
    description:
      'Eén tekst per kanaal. Begin met Algemeen; maak alleen een eigen tekst voor een kanaal dat iets anders nodig heeft.',
    initCollapsed: true,
    components: { RowLabel: '/src/admin/row-labels#AnswerRowLabel' },
  },
  fields: [
    {
      name: 'channel',
      type: 'select',
      required: true,
      label: 'Kanaal',
      options: CHOICES.channel,
      admin: { description: 'Voor welk kanaal deze tekst is.' },
    },
    {
      name: 'question',
      type: 'text',
      label: 'Vraag',
      maxLength: 200,
      admin: { description: 'Alleen als de vraag in dit kanaal anders klinkt.' },
    },
    rich(
      'short',
      'Kort antwoord',
      'Beantwoordt de vraag op zichzelf. Telefoon en chat: hoogstens 650 tekens; sms: 320. Voeg bedragen en termijnen in met “/”.',
    ),
    rich(
      'body',
      'Antwoord',
      'Het hele antwoord. Typ geen bedragen, termijnen of telefoonnummers: voeg een feit in met “/”.',
    ),
    {
      name: 'nextStep',
      type: 'group',
      label: 'Vervolgstap',
      admin: { description: 'Wat iemand hierna kan doen.' },
      fields: [
        {
          type: 'row',
          fields: [
            {
              name: 'kind',
              type: 'select',
              label: 'Soort',
              options: CHOICES.nextStep,
              admin: { description: 'Wat de volgende stap is.' },
            },
            {
              name: 'label',
              type: 'text',
              label: 'Tekst',
              admin: { description: 'Bijvoorbeeld: Maak een afspraak.' },
            },
            { name: 'url', type: 'text', label: 'Webadres', admin: { description: 'Begint met https://.' } },
          ],
        },
      ],
    },
    {
      name: 'links',
      type: 'array',
      label: 'Meer informatie',
      admin: { description: 'Verwijzingen onder het antwoord.' },
      fields: [
        {
          type: 'row',
          fields: [
            {
              name: 'label',
              type: 'text',
              required: true,
              label: 'Tekst',
              admin: { description: 'Waar de link heen gaat.' },
            },
            {
              name: 'url',
              type: 'text',
              required: true,
              label: 'Webadres',
              admin: { description: 'Begint met https://.' },
            },
          ],
        },
      ],
    },
    {
      name: 'handOver',
      type: 'checkbox',
      label: 'Doorgeven aan een medewerker',
      defaultValue: false,
      admin: {
        description: 'Voor chat: laat een medewerker het overnemen in plaats van zelf te antwoorden.',
      },
    },
  ],
})

const labelOf = (channel: unknown): string =>
  CHANNEL_LABELS[CHANNELS.find((known) => known === channel) ?? 'general']

/** The master text of a product in sections, one list per language. */
export const sectionsField = (): Field => ({
  name: 'sections',
  type: 'array',
  label: 'Secties',
  labels: { singular: 'Sectie', plural: 'Secties' },
  localized: true,
  validate: (value: unknown) => {
    const keys = Array.isArray(value) ? value.map((section: { key?: unknown } | null) => section?.key) : []
    const double = SECTION_KEYS.find((key) => keys.indexOf(key) !== keys.lastIndexOf(key))
    return double === undefined || `De sectie ${SECTION_LABELS[double]} staat er twee keer. Voeg ze samen.`
  },
  admin: {
    description:
      'De volledige tekst van het product, in delen. Hieruit komt het antwoord voor kanalen zonder eigen tekst.',
    initCollapsed: true,
    components: { RowLabel: '/src/admin/row-labels#SectionRowLabel' },
  },
  fields: [
    {
      name: 'key',
      type: 'select',
      required: true,
      label: 'Sectie',
      options: CHOICES.section,
      admin: { description: 'Welk deel van de tekst dit is.' },
    },
    {
      name: 'title',
      type: 'text',
      label: 'Eigen kop',
      admin: { description: 'Laat leeg voor de vaste kop.' },
    },
    rich('text', 'Tekst', 'Typ geen bedragen, termijnen of telefoonnummers: voeg een feit in met “/”.', true),
  ],
})

/** Agent-only text. It has a field, a type, a schema and an index of its own (invariant I4). */
export const deskMemoField = (): RichTextField => ({
  ...rich(
    'deskMemo',
    'Interne informatie voor het KCC',
    'Alleen voor medewerkers. Komt nooit op de website, in de chat of in een export.',
  ),
  localized: true,
  access: {
    read: ({ req }) => mayReadDeskMemo(req),
    update: ({ req }) => mayReadDeskMemo(req),
    create: ({ req }) => mayReadDeskMemo(req),
  },
})

/** Shows what every channel would say; keeps nothing. */
export const previewField = (): Field => ({
  name: 'channelPreview',
  type: 'ui',
  label: 'Voorbeeld per kanaal',
  admin: { components: { Field: PREVIEW } },
})

/** Words by which people find it, one list per language. */
export const wordsField = (name: string, label: string, help: string): Field => ({
  name,
  type: 'text',
  hasMany: true,
  localized: true,
  label,
  admin: { description: help },
})

/** Keeps one language out of publication while another is public. */
export const withheldField = (): Field => ({
  name: 'withheld',
  type: 'checkbox',
  label: 'Deze taal niet publiceren',
  localized: true,
  defaultValue: false,
  admin: { position: 'sidebar', description: 'Zet aan om alleen in deze taal niets te tonen.' },
})
