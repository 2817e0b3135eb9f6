import type { Fact, LocalizedText, OpeningHours, TypedValue } from '../src/catalogue'
import { asCalendarDay, type CalendarDay } from '../src/kernel'
import type { FactFile, LocalizedFile, OpeningHoursFile } from './schema'

const UNITS: Readonly<Record<string, (count: string) => string>> = {
  min: (count) => `PT${count}M`,
  uur: (count) => `PT${count}H`,
  dag: (count) => `P${count}D`,
  wer: (count) => `P${count}D`,
  wek: (count) => `P${count}W`,
  wee: (count) => `P${count}W`,
  maa: (count) => `P${count}M`,
  jaa: (count) => `P${count}Y`,
}

/** `5 werkdagen` as the catalogue keeps it. The schema has checked the spelling. */
export function durationOf(text: string): { readonly iso: string; readonly workingDays: boolean } {
  const [count = '', unit = ''] = text.split(' ')
  const iso = UNITS[unit.slice(0, 3)]?.(count)
  if (iso === undefined) throw new Error(`Not a term: ${text}`)
  return { iso, workingDays: unit.startsWith('werkdag') }
}

/** A fact of the seed as the catalogue's type, with the given ids. */
export function factOf(file: FactFile, id: string, ownerOrganisationId: string): Fact {
  const periods =
    file.kind === 'number'
      ? periodsOf(file).map((period) => ({
          ...period,
          value: { ...period.value, unit: file.unit ?? 'none' },
        }))
      : periodsOf(file)
  return {
    id,
    key: file.key,
    kind: file.kind,
    label: localizedText(file.label),
    ownerOrganisationId,
    source: file.source,
    periods: periods as Fact['periods'],
  }
}

type Written = { readonly from: string; readonly until?: string | undefined; readonly value?: unknown }

function periodsOf(file: FactFile) {
  const written: readonly Written[] = file.values ?? [{ from: file.from, value: file.value }]
  return written.map((period) => ({
    validFrom: dayOf(period.from),
    validUntil: period.until === undefined ? null : dayOf(period.until),
    value: typedValue(file.kind, period.value),
  }))
}

/** The schema has checked that the value is of the kind; here it only changes its shape. */
function typedValue(kind: FactFile['kind'], value: unknown): TypedValue {
  switch (kind) {
    case 'amount':
      return { kind, cents: value as number, currency: 'EUR' }
    case 'duration':
      return { kind, ...durationOf(value as string) }
    case 'date':
      return { kind, day: dayOf(value as string) }
    case 'phone':
      return { kind, number: value as string }
    case 'email':
      return { kind, address: value as string }
    case 'address':
      return { kind, address: value as Extract<TypedValue, { kind: 'address' }>['address'] }
    case 'url':
      return { kind, url: value as string }
    case 'openingHours':
      return { kind, hours: openingHoursOf(value as OpeningHoursFile) }
    case 'number':
      return { kind, value: value as number, unit: 'none' }
    case 'documents':
      return { kind, items: (value as LocalizedFile[]).map(localizedText) }
    case 'text':
      return { kind, text: localizedText(value as LocalizedFile) }
  }
}

export function openingHoursOf(file: OpeningHoursFile): OpeningHours {
  const week = Object.entries(file.week).map(([weekday, spans]) => [weekday, spans.map(spanOf)])
  return {
    week: Object.fromEntries(week) as OpeningHours['week'],
    exceptions: file.exceptions.map(({ day, spans, reason }) => ({
      day: dayOf(day),
      spans: spans.map(spanOf),
      ...(reason !== undefined && { reason: localizedText(reason) }),
    })),
    byAppointment: file.byAppointment,
  }
}

function spanOf(text: string): { readonly from: string; readonly to: string } {
  const [from = '', to = ''] = text.split('-')
  return { from, to }
}

export function localizedText(file: LocalizedFile): LocalizedText {
  return file.en === undefined ? { nl: file.nl } : { nl: file.nl, en: file.en }
}

export function dayOf(text: string): CalendarDay {
  const day = asCalendarDay(text)
  if (day === null) throw new Error(`Not a day: ${text}`)
  return day
}
