import type { CollectionConfig, Field } from 'payload'
import { accessTo, draftsBelongToWriter, onlyPublishersPublish } from '../../src/access'
import {
  CHOICES,
  answersField,
  deskMemoField,
  draftScreens,
  draftVersions,
  idField,
  manyOf,
  oneOf,
  previewField,
  publicationFields,
  slugField,
  statusField,
  statusFields,
  withheldField,
  wordsField,
} from '../fields'
import { copiesAreDrafts, copiesKeepOwner } from '../copying'
import { itemHooks, publishOneLanguage } from '../hooks'
import type { CollectionPorts } from '../ports'
import { previewEndpoint } from '../preview-endpoint'
import { SLUGS } from '../slugs'

/** Questions with their answers (VAC, vraag-antwoordcombinaties). */
export const questions = (ports: CollectionPorts): CollectionConfig => ({
  slug: SLUGS.questions,
  labels: { singular: 'Vraag', plural: 'Vragen (VAC)' },
  access: accessTo('questions', 'organisation'),
  admin: {
    components: draftScreens(),
    group: 'Catalogus',
    useAsTitle: 'question',
    defaultColumns: ['question', 'organisation', '_status', 'reviewBy', 'updatedAt'],
    listSearchableFields: ['question', 'slug'],
    description: 'Veelgestelde vragen met een antwoord per kanaal.',
  },
  fields: [
    idField(),
    slugField('question'),
    {
      type: 'tabs',
      tabs: [
        { label: 'Vraag', description: 'De vraag zoals inwoners hem stellen.', fields: asking() },
        {
          label: 'Antwoorden per kanaal',
          description: 'Wat elk kanaal zegt, met een voorbeeld ernaast.',
          fields: [answersField(), previewField()],
        },
        { label: 'KCC intern', description: 'Alleen voor medewerkers.', fields: [deskMemoField()] },
        {
          label: 'Beheer',
          description: 'Wanneer het zichtbaar is en wie het nakijkt.',
          fields: publicationFields(),
        },
      ],
    },
    withheldField(),
    ...statusFields(),
    statusField(),
  ],
  endpoints: [previewEndpoint('question', ports)],
  hooks: {
    ...itemHooks('question', ports),
    beforeOperation: [
      copiesKeepOwner('organisation'),
      copiesAreDrafts,
      draftsBelongToWriter('questions', 'organisation'),
      onlyPublishersPublish('questions'),
      publishOneLanguage,
    ],
  },
  trash: true,
  versions: draftVersions(),
})

const asking = (): Field[] => [
  {
    name: 'question',
    type: 'text',
    label: 'Vraag',
    required: true,
    localized: true,
    maxLength: 90,
    admin: { description: 'Hoogstens 90 tekens, zoals een inwoner het vraagt.' },
  },
  wordsField(
    'alternativeQuestions',
    'Andere manieren om het te vragen',
    'Alleen om de vraag te vinden. Druk na elke vraag op Enter.',
  ),
  {
    name: 'audiences',
    type: 'select',
    hasMany: true,
    required: true,
    label: 'Doelgroep',
    defaultValue: ['resident'],
    options: CHOICES.audience,
    admin: { description: 'Voor wie het antwoord is.' },
  },
  oneOf(
    SLUGS.organisations,
    { name: 'organisation', label: 'Bevoegde organisatie', help: 'Wie over de inhoud gaat.' },
    true,
  ),
  manyOf(SLUGS.products, { name: 'products', label: 'Producten', help: 'Waar de vraag over gaat.' }),
  manyOf(SLUGS.themes, { name: 'themes', label: 'Thema’s', help: 'Onderwerpen waaronder de vraag staat.' }),
  wordsField(
    'keywords',
    'Trefwoorden',
    'Woorden waarop de vraag gevonden moet worden. Druk na elk woord op Enter.',
  ),
]
