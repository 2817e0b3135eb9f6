import { CHANNELS } from '../../../src/catalogue'
import type { Channel, ItemKind, Locale } from '../../../src/catalogue'
import { asCalendarDay, asInstant, contentHashOf } from '../../../src/kernel'
import type { CalendarDay, Instant } from '../../../src/kernel'
import type {
  Card,
  ChannelAnswerRecord,
  DeskRecord,
  FactRecord,
  NewLogEntry,
  OrganisationCard,
  ProductRecord,
  PublicRecord,
  QuestionRecord,
  Rendered,
} from '../../../src/publications'
import { aCard } from '../../../src/publications/builders.fixture'

/** Published records and lines with valid defaults, so that a test states only what matters to it. */
export function moment(text: string): Instant {
  const parsed = asInstant(text)
  if (parsed === null) throw new Error(`Not a moment: ${text}`)
  return parsed
}

export function day(text: string): CalendarDay {
  const parsed = asCalendarDay(text)
  if (parsed === null) throw new Error(`Not a day: ${text}`)
  return parsed
}

export const START = moment('2026-01-10T12:00:00Z')

export const rendered = (text: string): Rendered => ({ html: `<p>${text}</p>`, text, markdown: text })

const perChannel = (text: string): Record<Channel, string> => ({
  general: text,
  web: text,
  counter: text,
  phone: `${text} (gesproken)`,
  chat: text,
  email: text,
  letter: text,
  text,
})

export const MUNICIPALITY: OrganisationCard = {
  id: 'org-gemeente',
  slug: 'gemeente-voorbeeld',
  name: 'Gemeente Voorbeeld',
  type: 'municipality',
  uri: null,
  contact: {
    website: 'https://gemeente.example',
    phone: '14 0499',
    email: null,
    visitingAddress: { street: 'Markt', houseNumber: '1', postalCode: '1234 AB', city: 'Voorbeeld' },
    postalAddress: null,
  },
}

export const NATIONAL: OrganisationCard = {
  ...MUNICIPALITY,
  id: 'org-rijk',
  slug: 'rijk',
  name: 'Rijk',
  type: 'body',
}

export const aFact = (changes: Partial<FactRecord> = {}): FactRecord => ({
  id: 'fact-fee',
  key: 'kosten',
  label: 'Kosten',
  kind: 'amount',
  value: { kind: 'amount', cents: 8387, currency: 'EUR' },
  formatted: perChannel('€ 83,87'),
  validFrom: day('2026-01-01'),
  validUntil: null,
  source: 'Legesverordening',
  ...changes,
})

export const answersOf = (
  text: string,
  factKeys: readonly string[] = ['kosten'],
): readonly ChannelAnswerRecord[] =>
  CHANNELS.map((channel) => ({
    channel,
    servedFrom: channel === 'phone' ? 'phone' : 'general',
    question: 'Wat kost het?',
    short: rendered(`${text} (${channel})`),
    body: rendered(`${text} in het lang (${channel})`),
    factKeys,
    nextStep: null,
    links: [],
    handOver: false,
  }))

export const aProduct = (changes: Partial<ProductRecord> = {}): ProductRecord => ({
  kind: 'product',
  id: 'p-paspoort',
  locale: 'nl',
  slug: 'paspoort',
  title: 'Paspoort',
  productKind: 'product',
  summary: 'Een paspoort aanvragen.',
  uniformProductNames: [{ label: 'paspoort', uri: 'http://standaarden.overheid.nl/owms/terms/paspoort' }],
  organisation: MUNICIPALITY,
  serviceDesk: MUNICIPALITY,
  audiences: ['resident'],
  themes: [{ id: 't-reizen', slug: 'reizen', title: 'Reizen' }],
  lifeEvents: [{ id: 'l-reis', slug: 'op-reis', title: 'Op reis' }],
  facts: [aFact()],
  sections: [{ key: 'intro', title: 'Inleiding', ...rendered('Over het paspoort.') }],
  answers: answersOf('Een paspoort kost € 83,87.'),
  requestChannels: [],
  locations: [],
  image: null,
  legalBasis: [],
  keywords: ['reisdocument'],
  synonyms: ['pas'],
  relatedIds: [],
  partIds: [],
  reviewBy: day('2027-01-01'),
  provenance: { system: 'own', sourceUrl: null, factSources: ['Legesverordening'], overdueFrom: null },
  ...changes,
})

export const aQuestion = (changes: Partial<QuestionRecord> = {}): QuestionRecord => ({
  kind: 'question',
  id: 'q-kwijt',
  locale: 'nl',
  slug: 'paspoort-kwijt',
  question: 'Ik ben mijn paspoort kwijt, wat nu?',
  alternativeQuestions: ['paspoort verloren'],
  audiences: ['resident'],
  organisation: MUNICIPALITY,
  themes: [],
  productIds: ['p-paspoort'],
  facts: [],
  answers: answersOf('Doe aangifte.', []),
  keywords: [],
  reviewBy: null,
  provenance: { system: 'own', sourceUrl: null, factSources: [], overdueFrom: null },
  ...changes,
})

/** The line that publishes a record. */
export function published(
  record: PublicRecord,
  { from = START, memo = null }: { readonly from?: Instant; readonly memo?: string | null } = {},
): NewLogEntry {
  const desk: DeskRecord | null = memo === null ? null : { deskMemo: rendered(memo) }
  return {
    kind: record.kind,
    itemId: record.id,
    locale: record.locale,
    type: 'PUBLISHED',
    slug: record.slug,
    effectiveFrom: from,
    contentHash: contentHashOf(record),
    deskHash: desk ? contentHashOf(desk) : '',
    card: cardOf(record),
    record,
    desk,
  }
}

/** The line that takes an item away. */
export const retracted = (item: {
  readonly kind: ItemKind
  readonly id: string
  readonly slug: string
  readonly locale?: Locale
  readonly from?: Instant
}): NewLogEntry => ({
  kind: item.kind,
  itemId: item.id,
  locale: item.locale ?? 'nl',
  type: 'RETRACTED',
  slug: item.slug,
  effectiveFrom: item.from ?? START,
  contentHash: '',
  deskHash: '',
  card: null,
  record: null,
  desk: null,
})

function cardOf(record: PublicRecord): Card {
  const idsAndSlugs = (terms: readonly { readonly id: string; readonly slug: string }[]) =>
    terms.flatMap(({ id, slug }) => [id, slug])
  if (record.kind === 'product') {
    const { title, productKind, audiences, organisation, uniformProductNames, keywords, synonyms } = record
    return aCard({
      title,
      productKind,
      isComposite: record.partIds.length > 0,
      audiences,
      themes: idsAndSlugs(record.themes),
      lifeEvents: idsAndSlugs(record.lifeEvents),
      organisation,
      upn: uniformProductNames.flatMap(({ label, uri }) => [label, uri]),
      words: [title, ...keywords, ...synonyms],
    })
  }
  if (record.kind === 'question') {
    const { question, audiences, organisation, productIds, alternativeQuestions } = record
    return aCard({
      title: question,
      productKind: null,
      audiences,
      themes: idsAndSlugs(record.themes),
      organisation,
      words: [question, ...alternativeQuestions],
      productIds,
    })
  }
  return aCard({ title: 'title' in record ? record.title : record.name, productKind: null })
}
