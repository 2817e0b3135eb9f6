import type { Field } from 'payload'
import {
  CHOICES,
  answersField,
  deskMemoField,
  idField,
  manyOf,
  oneOf,
  previewField,
  publicationFields,
  sectionsField,
  slugField,
  statusFields,
  withheldField,
  wordsField,
} from '../fields'
import { SLUGS } from '../slugs'

/** In the order of an editor's work: what it is, its texts, the answers, how to get it, what belongs with it. */
export const productFields = (): Field[] => [
  idField(),
  slugField('title'),
  {
    type: 'tabs',
    tabs: [
      { label: 'Basis', description: 'Wat het is, voor wie, en van wie.', fields: basis() },
      { label: 'Teksten', description: 'De volledige tekst, in secties.', fields: [sectionsField()] },
      {
        label: 'Antwoorden per kanaal',
        description: 'Wat elk kanaal zegt, met een voorbeeld ernaast.',
        fields: [answersField(), previewField()],
      },
      { label: 'Aanvragen', description: 'Hoe iemand het product krijgt.', fields: applying() },
      { label: 'Feiten', description: 'Waarden die dit product laat zien.', fields: facts() },
      {
        label: 'Samenhang',
        description: 'Wat erbij hoort en waarmee het gevonden wordt.',
        fields: coherence(),
      },
      { label: 'KCC intern', description: 'Alleen voor medewerkers.', fields: [deskMemoField()] },
      { label: 'Beheer', description: 'Wanneer het zichtbaar is en wie het nakijkt.', fields: management() },
    ],
  },
  withheldField(),
  ...statusFields(),
]

const basis = (): Field[] => [
  {
    name: 'title',
    type: 'text',
    label: 'Titel',
    required: true,
    localized: true,
    maxLength: 150,
    admin: { description: 'Zoals inwoners het noemen, bijvoorbeeld: Paspoort aanvragen.' },
  },
  {
    name: 'summary',
    type: 'textarea',
    label: 'Samenvatting',
    localized: true,
    maxLength: 400,
    admin: { description: 'Eén of twee zinnen. Komt in zoekresultaten en bovenaan de pagina.' },
  },
  {
    type: 'row',
    fields: [
      {
        name: 'kind',
        type: 'select',
        label: 'Soort',
        required: true,
        defaultValue: 'product',
        options: CHOICES.productKind,
        admin: { description: 'Een product krijgt u; een dienst doet de overheid voor u.' },
      },
      {
        name: 'audiences',
        type: 'select',
        hasMany: true,
        label: 'Doelgroep',
        required: true,
        defaultValue: ['resident'],
        options: CHOICES.audience,
        admin: { description: 'Voor wie het is.' },
      },
    ],
  },
  manyOf(SLUGS.uplEntries, {
    name: 'uplEntries',
    label: 'Uniforme productnamen',
    help: 'Namen van de landelijke lijst (UPL). Kies er minstens één.',
  }),
  oneOf(
    SLUGS.organisations,
    { name: 'organisation', label: 'Bevoegde organisatie', help: 'Wie erover beslist (bevoegd gezag).' },
    true,
  ),
  oneOf(SLUGS.organisations, {
    name: 'serviceDesk',
    label: 'Wie helpt',
    help: 'Wie vragen beantwoordt. Leeg: de bevoegde organisatie.',
  }),
  manyOf(SLUGS.departments, {
    name: 'departments',
    label: 'Afdelingen',
    help: 'Afdelingen die over dit product gaan.',
  }),
  manyOf(SLUGS.themes, {
    name: 'themes',
    label: 'Thema’s',
    help: 'Onderwerpen waaronder het staat. Kies het kleinste dat past.',
  }),
  manyOf(SLUGS.lifeEvents, {
    name: 'lifeEvents',
    label: 'Levensgebeurtenissen',
    help: 'Wanneer iemand dit nodig heeft.',
  }),
  {
    name: 'image',
    type: 'upload',
    relationTo: SLUGS.media,
    label: 'Afbeelding',
    admin: { description: 'Een foto of tekening bij het product.' },
  },
]

const applying = (): Field[] => [
  {
    name: 'requestChannels',
    type: 'array',
    label: 'Manieren om aan te vragen',
    labels: { singular: 'Manier', plural: 'Manieren' },
    localized: true,
    admin: { description: 'Zet de makkelijkste manier bovenaan.' },
    fields: [
      {
        type: 'row',
        fields: [
          {
            name: 'kind',
            type: 'select',
            required: true,
            label: 'Kanaal',
            options: CHOICES.requestChannel,
            admin: { description: 'Hoe iemand het aanvraagt.' },
          },
          {
            name: 'label',
            type: 'text',
            label: 'Tekst',
            admin: { description: 'Bijvoorbeeld: Vraag uw rijbewijs online aan.' },
          },
          {
            name: 'url',
            type: 'text',
            label: 'Webadres',
            admin: { description: 'Van het formulier. Begint met https://.' },
          },
        ],
      },
      {
        name: 'loginMeans',
        type: 'select',
        hasMany: true,
        label: 'Inloggen met',
        options: CHOICES.loginMeans,
        admin: { description: 'Waarmee iemand inlogt.' },
      },
      {
        type: 'row',
        fields: [
          {
            name: 'appointment',
            type: 'checkbox',
            label: 'Afspraak nodig',
            defaultValue: false,
            admin: { description: 'Zet aan als een afspraak nodig is.' },
          },
          {
            name: 'appointmentUrl',
            type: 'text',
            label: 'Webadres van de afspraak',
            admin: { description: 'Waar iemand de afspraak maakt.' },
          },
        ],
      },
    ],
  },
  manyOf(SLUGS.locations, { name: 'locations', label: 'Locaties', help: 'Waar iemand ervoor terecht kan.' }),
]

const facts = (): Field[] => [
  manyOf(SLUGS.facts, {
    name: 'facts',
    label: 'Feiten om te tonen',
    help: 'Staan in het kort bovenaan de pagina, ook als geen tekst ze noemt. Feiten in de teksten komen er vanzelf bij.',
  }),
]

const coherence = (): Field[] => [
  manyOf(SLUGS.products, {
    name: 'related',
    label: 'Zie ook',
    help: 'Producten die hiermee te maken hebben.',
  }),
  manyOf(SLUGS.products, {
    name: 'parts',
    label: 'Onderdelen',
    help: 'Voor een meervoudig product, zoals verhuizen: de producten waaruit het bestaat, in volgorde.',
  }),
  wordsField(
    'keywords',
    'Trefwoorden',
    'Woorden waarop het gevonden moet worden. Druk na elk woord op Enter.',
  ),
  wordsField('synonyms', 'Andere namen', 'Hoe inwoners het ook noemen, ook oude namen en afkortingen.'),
  {
    name: 'legalBasis',
    type: 'array',
    label: 'Wet- en regelgeving',
    labels: { singular: 'Grondslag', plural: 'Grondslagen' },
    admin: { description: 'Wetten en verordeningen waarop het product rust.' },
    fields: [
      {
        type: 'row',
        fields: [
          {
            name: 'label',
            type: 'text',
            required: true,
            label: 'Naam',
            admin: { description: 'Bijvoorbeeld: Artikel 26 Paspoortwet.' },
          },
          { name: 'url', type: 'text', label: 'Webadres', admin: { description: 'Op wetten.overheid.nl.' } },
        ],
      },
    ],
  },
]

const management = (): Field[] => [
  ...publicationFields(),
  {
    name: 'provenance',
    type: 'group',
    label: 'Herkomst',
    admin: { description: 'Alleen voor tekst die uit een ander systeem komt.' },
    fields: [
      {
        type: 'row',
        fields: [
          {
            name: 'system',
            type: 'text',
            label: 'Systeem',
            admin: { description: 'Bijvoorbeeld: samenwerkende catalogi.' },
          },
          {
            name: 'sourceUrl',
            type: 'text',
            label: 'Webadres van de bron',
            admin: { description: 'Waar de tekst vandaan komt.' },
          },
        ],
      },
    ],
  },
]
