import type {
  AnswerSource,
  Fact,
  LocationSource,
  OrganisationSource,
  ProductSource,
  QuestionSource,
  RichText,
  ThemeSource,
} from '../catalogue'
import { asCalendarDay, asInstant, type CalendarDay, type Instant } from '../kernel'
import { worldOf, type WorldMaps } from './compile'
import type { Card } from './record'

/** Valid examples for tests, so that a test states only what matters to it. */
export function day(text: string): CalendarDay {
  const parsed = asCalendarDay(text)
  if (parsed === null) throw new Error(`Not a day: ${text}`)
  return parsed
}

export function instant(text: string): Instant {
  const parsed = asInstant(text)
  if (parsed === null) throw new Error(`Not a moment: ${text}`)
  return parsed
}

const words = (text: string) => ({ type: 'text', version: 1, text, format: 0 })
const chip = (fact: string) => ({
  type: 'inlineBlock',
  version: 1,
  fields: { id: 'c1', blockType: 'fact', fact },
})

/** A paragraph; `{f1}` in the text becomes a chip of the fact with id `f1`. */
export function richText(...paragraphs: readonly string[]): RichText {
  const children = paragraphs.map((text) => ({
    type: 'paragraph',
    version: 1,
    children: text
      .split(/(\{\w+\})/)
      .map((part) => (/^\{\w+\}$/.test(part) ? chip(part.slice(1, -1)) : words(part))),
  }))
  return { root: { children } }
}

/** A paragraph that is one link to an item. */
export function linkTo(collection: string, id: string, label = 'lees meer'): RichText {
  const fields = { linkType: 'internal', doc: { relationTo: collection, value: id } }
  return {
    root: {
      children: [{ type: 'paragraph', children: [{ type: 'link', fields, children: [words(label)] }] }],
    },
  }
}

export function aFact(changes: Partial<Fact> = {}): Fact {
  return {
    id: 'f1',
    key: 'paspoort-kosten',
    kind: 'amount',
    label: { nl: 'Kosten paspoort' },
    ownerOrganisationId: 'o1',
    source: 'Legesverordening 2026',
    periods: [euros('2026-01-01', '2026-12-31', 8387), euros('2027-01-01', null, 8640)],
    ...changes,
  }
}

export function euros(from: string, until: string | null, cents: number): Fact['periods'][number] {
  return {
    validFrom: day(from),
    validUntil: until === null ? null : day(until),
    value: { kind: 'amount', cents, currency: 'EUR' },
  }
}

export function anAnswer(changes: Partial<AnswerSource> = {}): AnswerSource {
  return {
    channel: 'general',
    question: null,
    short: null,
    body: null,
    nextStep: null,
    links: [],
    handOver: false,
    ...changes,
  }
}

export function anOrganisation(changes: Partial<OrganisationSource> = {}): OrganisationSource {
  return {
    id: 'o1',
    slug: 'helmond',
    name: { nl: 'Gemeente Helmond' },
    type: 'municipality',
    uri: 'http://standaarden.overheid.nl/owms/terms/Helmond_(gemeente)',
    contact: {
      website: 'https://www.helmond.nl',
      phone: '14 0492',
      email: null,
      visitingAddress: null,
      postalAddress: null,
    },
    deskMemo: null,
    ...changes,
  }
}

export function aProduct(changes: Partial<ProductSource> = {}): ProductSource {
  return {
    id: 'p1',
    locale: 'nl',
    slug: 'paspoort',
    title: 'Paspoort',
    kind: 'product',
    summary: null,
    uplIds: ['u1'],
    audiences: ['resident'],
    organisationId: 'o1',
    serviceDeskId: null,
    departmentIds: [],
    themeIds: ['t2'],
    lifeEventIds: [],
    sections: [{ key: 'intro', title: null, text: richText('U vraagt een paspoort aan bij de gemeente.') }],
    answers: [anAnswer({ body: richText('Een paspoort kost {f1}.') })],
    requestChannels: [],
    factIds: [],
    relatedIds: [],
    partIds: [],
    locationIds: [],
    imageId: null,
    legalBasis: [],
    keywords: ['reisdocument'],
    synonyms: ['pas'],
    publishFrom: null,
    publishUntil: null,
    reviewBy: day('2027-06-01'),
    provenance: null,
    deskMemo: null,
    ...changes,
  }
}

export function aQuestion(changes: Partial<QuestionSource> = {}): QuestionSource {
  return {
    id: 'q1',
    locale: 'nl',
    slug: 'wat-kost-een-paspoort',
    question: 'Wat kost een paspoort?',
    alternativeQuestions: ['Hoe duur is een paspoort?'],
    audiences: ['resident'],
    organisationId: 'o1',
    productIds: ['p1'],
    themeIds: [],
    answers: [anAnswer({ body: richText('Een paspoort kost {f1}.') })],
    keywords: [],
    publishFrom: null,
    publishUntil: null,
    reviewBy: day('2027-06-01'),
    deskMemo: null,
    ...changes,
  }
}

export function aLocation(changes: Partial<LocationSource> = {}): LocationSource {
  return {
    id: 'l1',
    name: { nl: 'Stadskantoor' },
    organisationId: 'o1',
    address: { street: 'Weg op den Heuvel', houseNumber: '35', postalCode: '5701 NV', city: 'Helmond' },
    openingHours: {
      week: { monday: [{ from: '09:00', to: '17:00' }] },
      exceptions: [],
      byAppointment: false,
    },
    phone: null,
    appointmentUrl: null,
    ...changes,
  }
}

const themes: readonly ThemeSource[] = [
  { id: 't1', slug: 'identiteit', title: { nl: 'Identiteit' }, parentId: null, uri: null },
  { id: 't2', slug: 'reisdocumenten', title: { nl: 'Reisdocumenten' }, parentId: 't1', uri: null },
]

export function byId<T extends { readonly id: string }>(...items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}

export const aCard = (changes: Partial<Card> = {}): Card => ({
  title: 'Paspoort',
  productKind: 'product',
  isComposite: false,
  audiences: [],
  themes: [],
  lifeEvents: [],
  organisation: null,
  upn: [],
  words: [],
  productIds: [],
  ...changes,
})

export function aWorld(changes: WorldMaps = {}) {
  return worldOf({
    facts: byId(aFact()),
    organisations: byId(anOrganisation()),
    uplEntries: byId({
      id: 'u1',
      label: 'paspoort',
      uri: 'http://standaarden.overheid.nl/owms/terms/paspoort',
      endedAt: null,
    }),
    themes: byId(...themes),
    locations: byId(aLocation()),
    ...changes,
  })
}
