import { WEEKDAYS } from '../../../catalogue'
import type { Locale, LocalizedText, OpeningHours, TypedValue } from '../../../catalogue'
import { assertNever } from '../../../kernel'
import type { Instant } from '../../../kernel'
import type {
  ChannelAnswerRecord,
  FactRecord,
  LifeEventRecord,
  LocationCard,
  OrganisationCard,
  ProductRecord,
  Published,
  QuestionRecord,
  TermCard,
  ThemeRecord,
} from '../../../publications'

/**
 * Records in the shape of the schema, made once per record and kept as long as it is in memory, so that nearly every field
 * is a plain property.
 */
export type ProductView = ReturnType<typeof shapeProduct>
export type QuestionView = ReturnType<typeof shapeQuestion>
export type FactView = ReturnType<typeof factOf>
export type AnswerView = ReturnType<typeof answerOf>
export type LocationView = ReturnType<typeof locationOf>
export type TermView = TermCard & { readonly locale: Locale; readonly at: Instant | null }
export type OrganisationView = OrganisationCard & { readonly locale: Locale; readonly at: Instant | null }

export const productView = remembered(shapeProduct)
export const questionView = remembered(shapeQuestion)

function shapeProduct({ record, revision, contentHash, publishedAt, at }: Published<ProductRecord>) {
  const { locale } = record
  const facts = record.facts.map((fact) => factOf(fact, locale))
  return {
    ...record,
    kind: record.productKind,
    revision,
    contentHash,
    publishedAt,
    at,
    organisation: { ...record.organisation, locale, at },
    serviceDesk: { ...record.serviceDesk, locale, at },
    themes: record.themes.map((theme) => termOf(theme, locale, at)),
    lifeEvents: record.lifeEvents.map((event) => termOf(event, locale, at)),
    facts,
    answers: record.answers.map((answer) => answerOf(answer, facts, revision)),
    locations: record.locations.map((location) => locationOf(location, locale, at)),
  }
}

function shapeQuestion({ record, revision, contentHash, publishedAt, at }: Published<QuestionRecord>) {
  const { locale } = record
  const facts = record.facts.map((fact) => factOf(fact, locale))
  return {
    ...record,
    revision,
    contentHash,
    publishedAt,
    at,
    organisation: { ...record.organisation, locale, at },
    themes: record.themes.map((theme) => termOf(theme, locale, at)),
    facts,
    answers: record.answers.map((answer) => answerOf(answer, facts, revision)),
  }
}

export const themeView = ({ record, at }: Published<ThemeRecord>): TermView & ThemeRecord => ({
  ...record,
  at,
})

export const lifeEventView = ({ record, at }: Published<LifeEventRecord>): TermView & LifeEventRecord => ({
  ...record,
  at,
})

const termOf = (term: TermCard, locale: Locale, at: Instant | null): TermView => ({ ...term, locale, at })

function answerOf(answer: ChannelAnswerRecord, facts: readonly FactView[], revision: number) {
  const { factKeys, ...rest } = answer
  return { ...rest, facts: facts.filter(({ key }) => factKeys.includes(key)), revision }
}

function factOf(fact: FactRecord, locale: Locale) {
  return { ...fact, value: valueOf(fact.value, locale) }
}

export function locationOf(location: LocationCard, locale: Locale, at: Instant | null) {
  return {
    ...location,
    organisation: { ...location.organisation, locale, at },
    openingHours: hoursOf(location.openingHours, locale),
  }
}

function valueOf(value: TypedValue, locale: Locale) {
  switch (value.kind) {
    case 'amount':
      return { __typename: 'AmountValue', cents: value.cents, currency: value.currency }
    case 'duration':
      return { __typename: 'DurationValue', iso: value.iso, workingDays: value.workingDays }
    case 'date':
      return { __typename: 'DateValue', day: value.day }
    case 'phone':
      return { __typename: 'PhoneValue', number: value.number }
    case 'email':
      return { __typename: 'EmailValue', email: value.address }
    case 'address':
      return { __typename: 'AddressValue', address: value.address }
    case 'url':
      return { __typename: 'UrlValue', url: value.url }
    case 'openingHours':
      return { __typename: 'OpeningHoursValue', hours: hoursOf(value.hours, locale) }
    case 'number':
      return { __typename: 'NumberValue', value: value.value, unit: value.unit }
    case 'documents':
      return {
        __typename: 'DocumentsValue',
        items: value.items.flatMap((item) => textIn(item, locale) ?? []),
      }
    case 'text':
      return { __typename: 'TextValue', text: textIn(value.text, locale) }
    default:
      return assertNever(value)
  }
}

function hoursOf({ week, exceptions, byAppointment }: OpeningHours, locale: Locale) {
  return {
    week: WEEKDAYS.map((weekday) => ({ weekday, spans: week[weekday] ?? [] })),
    exceptions: exceptions.map(({ day, spans, reason }) => ({
      day,
      spans,
      reason: reason?.[locale] ?? null,
    })),
    byAppointment,
  }
}

/** The text in the language asked for, or else in the one in which it exists, which it then says. */
function textIn(text: LocalizedText, locale: Locale): { text: string; locale: Locale } | null {
  const own = text[locale]
  if (own !== undefined) return { text: own, locale }
  const other: Locale = locale === 'nl' ? 'en' : 'nl'
  const there = text[other]
  return there === undefined ? null : { text: there, locale: other }
}

function remembered<P extends object, V>(shape: (published: P) => V): (published: P) => V {
  const views = new WeakMap<P, V>()
  return (published) => {
    const known = views.get(published)
    if (known !== undefined) return known
    const view = shape(published)
    views.set(published, view)
    return view
  }
}
