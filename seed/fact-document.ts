import { WEEKDAYS, type Locale, type TypedValue } from '../src/catalogue'
import { factOf, localizedText } from './fact-value'
import type { FactFile, LocalizedFile, OpeningHoursFile } from './schema'

type Row = Readonly<Record<string, unknown>>

/**
 * A fact as the facts collection keeps it. Rows carry ids made of the key: the English texts of a row find their row by it,
 * and a second run equals the first.
 */
export function factDocument(file: FactFile, organisation: string) {
  const fact = factOf(file, file.key, organisation)
  const rows = (locale: Locale): readonly Row[] =>
    fact.periods.map(({ validFrom, validUntil, value }, index) => ({
      id: `${file.key}-${index}`,
      validFrom: `${validFrom}T12:00:00.000Z`,
      validUntil: validUntil === null ? null : `${validUntil}T12:00:00.000Z`,
      ...valueFields(value, `${file.key}-${index}`, locale),
    }))
  const label = localizedText(file.label)
  return {
    shared: { key: file.key, kind: file.kind, organisation, source: file.source },
    texts: {
      nl: { label: label.nl, values: rows('nl') },
      ...(label.en !== undefined && { en: { label: label.en, values: rows('en') } }),
    },
  }
}

function valueFields(value: TypedValue, id: string, locale: Locale): Row {
  switch (value.kind) {
    case 'amount':
      return { amountInCents: value.cents }
    case 'duration':
      return { duration: { iso: value.iso, workingDays: value.workingDays } }
    case 'date':
      return { date: `${value.day}T12:00:00.000Z` }
    case 'phone':
      return { phone: value.number }
    case 'email':
      return { email: value.address }
    case 'address':
      return { address: value.address }
    case 'url':
      return { url: value.url }
    case 'number':
      return { number: { value: value.value, unit: value.unit } }
    case 'documents':
      return {
        documents: value.items.map((item, index) => ({
          id: `${id}-${index}`,
          name: item[locale] ?? item.nl,
        })),
      }
    case 'text':
      return { text: value.text[locale] ?? value.text.nl }
    case 'openingHours':
      return {
        openingHours: {
          week: WEEKDAYS.flatMap((day) => {
            const spans = value.hours.week[day]
            return spans === undefined ? [] : [{ day, spans }]
          }),
          exceptions: value.hours.exceptions.map(({ day, spans }) => ({
            day: `${day}T12:00:00.000Z`,
            spans,
          })),
          byAppointment: value.hours.byAppointment,
        },
      }
  }
}

/** Opening hours of a location; the reasons of exceptions are in the given language. */
export function hoursRows(file: OpeningHoursFile, id: string, locale: Locale): Row {
  const span = (text: string) => {
    const [from, to] = text.split('-')
    return { from, to }
  }
  const inLanguage = (text: LocalizedFile | undefined) =>
    text === undefined ? undefined : (text[locale] ?? text.nl)
  return {
    week: WEEKDAYS.flatMap((day) => {
      const spans = file.week[day]
      return spans === undefined ? [] : [{ id: `${id}-${day}`, day, spans: spans.map(span) }]
    }),
    exceptions: file.exceptions.map(({ day, spans, reason }) => ({
      id: `${id}-${day}`,
      day: `${day}T12:00:00.000Z`,
      spans: spans.map(span),
      reason: inLanguage(reason),
    })),
    byAppointment: file.byAppointment,
  }
}
