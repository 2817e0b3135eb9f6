import { asCalendarDay } from '../kernel'
import type { CalendarDay } from '../kernel'
import { FACT_KINDS, LOCALES, NUMBER_UNITS, WEEKDAYS } from './codes'
import type { FactKind } from './codes'
import type { Address, Fact, FactPeriod, LocalizedText, OpeningHours, TimeSpan, TypedValue } from './facts'

type Row = Readonly<Record<string, unknown>>

/**
 * A fact as the editors' database keeps it, with localized fields per language (`{ nl, en }`) or, inside a save, as the text
 * of the language being saved. What is missing or unreadable gives a value that `checkFact` refuses, never an invented one.
 */
export function factOfStored(stored: unknown): Fact {
  const row = rowOf(stored)
  const kind = FACT_KINDS.find((known) => known === row['kind']) ?? 'text'
  return {
    id: textOf(row['id']) ?? '',
    key: textOf(row['key']) ?? '',
    kind,
    label: localizedOf(row['label']),
    ownerOrganisationId: idOf(row['organisation']),
    source: textOf(row['source']),
    periods: rowsOf(row['values'])
      .map((period) => periodOf(kind, period))
      .filter((period) => period !== null),
  }
}

function periodOf(kind: FactKind, row: Row): FactPeriod | null {
  const validFrom = dayOf(row['validFrom'])
  if (validFrom === null) return null
  return { validFrom, validUntil: dayOf(row['validUntil']), value: valueOf(kind, row) }
}

const valueOf = (kind: FactKind, row: Row): TypedValue => {
  switch (kind) {
    case 'amount':
      return { kind, cents: numberOf(row['amountInCents']), currency: 'EUR' }
    case 'duration': {
      const duration = rowOf(row['duration'])
      return { kind, iso: textOf(duration['iso']) ?? '', workingDays: duration['workingDays'] === true }
    }
    case 'date':
      return { kind, day: dayOf(row['date']) ?? ('' as CalendarDay) }
    case 'phone':
      return { kind, number: textOf(row['phone']) ?? '' }
    case 'email':
      return { kind, address: textOf(row['email']) ?? '' }
    case 'address':
      return { kind, address: addressOfStored(row['address']) ?? { city: '' } }
    case 'url':
      return { kind, url: textOf(row['url']) ?? '' }
    case 'openingHours':
      return { kind, hours: openingHoursOfStored(row['openingHours']) }
    case 'number': {
      const number = rowOf(row['number'])
      return {
        kind,
        value: numberOf(number['value']),
        unit: NUMBER_UNITS.find((unit) => unit === number['unit']) ?? 'none',
      }
    }
    case 'documents':
      return { kind, items: rowsOf(row['documents']).map((item) => localizedOf(item['name'])) }
    case 'text':
      return { kind, text: localizedOf(row['text']) }
  }
}

/** An address as stored; null when it names no place. */
export function addressOfStored(stored: unknown): Address | null {
  const row = rowOf(stored)
  const city = textOf(row['city'])
  if (city === null) return null
  const part = (name: 'street' | 'houseNumber' | 'addition' | 'poBox' | 'postalCode') => {
    const text = textOf(row[name])
    return text === null ? {} : { [name]: text }
  }
  return {
    ...part('street'),
    ...part('houseNumber'),
    ...part('addition'),
    ...part('poBox'),
    ...part('postalCode'),
    city,
  }
}

/** Opening hours as stored: `week` and `exceptions` as lists, `byAppointment`. */
export function openingHoursOfStored(stored: unknown): OpeningHours {
  const row = rowOf(stored)
  const days = rowsOf(row['week'])
  const week: { [Day in (typeof WEEKDAYS)[number]]?: readonly TimeSpan[] } = {}
  for (const day of WEEKDAYS) {
    const spans = days.filter((entry) => entry['day'] === day).flatMap((entry) => spansOf(entry['spans']))
    if (spans.length > 0) week[day] = spans
  }
  return {
    week,
    exceptions: rowsOf(row['exceptions']).flatMap((entry) => {
      const day = dayOf(entry['day'])
      const reason = localizedOf(entry['reason'])
      return day === null
        ? []
        : [{ day, spans: spansOf(entry['spans']), ...(Object.keys(reason).length > 0 && { reason }) }]
    }),
    byAppointment: row['byAppointment'] === true,
  }
}

const spansOf = (value: unknown): readonly TimeSpan[] =>
  rowsOf(value).map((span) => ({ from: textOf(span['from']) ?? '', to: textOf(span['to']) ?? '' }))

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const rowOf = (value: unknown): Row => (isRow(value) ? value : {})
const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : [])
const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)
const dayOf = (value: unknown): CalendarDay | null => {
  const text = value instanceof Date ? value.toISOString() : value
  return typeof text === 'string' ? asCalendarDay(text.slice(0, 10)) : null
}
const idOf = (value: unknown): string | null => (isRow(value) ? textOf(value['id']) : textOf(value))

function localizedOf(value: unknown): LocalizedText {
  if (!isRow(value)) {
    const text = textOf(value)
    return text === null ? {} : { nl: text }
  }
  const texts: LocalizedText = {}
  for (const locale of LOCALES) {
    const text = textOf(value[locale])
    if (text !== null) texts[locale] = text
  }
  return texts
}
