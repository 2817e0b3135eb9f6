import { asCalendarDay } from '../kernel'
import { NUMBER_UNITS, WEEKDAYS } from './codes'
import { durationParts } from './duration'
import {
  type Address,
  type Fact,
  factNames,
  type OpeningHours,
  type TimeSpan,
  type TypedValue,
} from './facts'
import { overlaps } from './validity'
import { isEmailAddress, isPhoneNumber, isPublicUrl } from './web-address'

/** A reason why a fact cannot be published, in the form of a publication problem. */
export type FactProblem = {
  readonly code: 'fact_periods_overlap' | 'period_invalid' | 'fact_value_invalid' | 'fact_without_value'
  readonly where: string
  readonly params: Readonly<Record<string, string>>
}

/** Everything that stands in the way of publishing a fact, by period. An empty list: it is sound. */
export function checkFact(fact: Fact): readonly FactProblem[] {
  const about = factNames(fact)
  const none: readonly FactProblem[] =
    fact.periods.length === 0 ? [{ code: 'fact_without_value', where: 'periods', params: about }] : []
  const overlapping = overlaps(fact.periods).map(([a, b]): FactProblem => ({
    code: 'fact_periods_overlap',
    where: 'periods',
    params: { ...about, first: a.validFrom, second: b.validFrom },
  }))
  return [...none, ...fact.periods.flatMap((_, index) => checkPeriod(fact, index)), ...overlapping]
}

function checkPeriod(fact: Fact, index: number): readonly FactProblem[] {
  const period = fact.periods[index]
  if (period === undefined) return []
  const where = `periods.${index}`
  const params = { ...factNames(fact), validFrom: period.validFrom }
  const problems: FactProblem[] = []
  const isDay = (day: string | null) => day === null || asCalendarDay(day) !== null
  const ends = period.validUntil
  if (!isDay(period.validFrom) || !isDay(ends) || (ends !== null && ends < period.validFrom)) {
    problems.push({ code: 'period_invalid', where, params })
  }
  const reason = period.value.kind === fact.kind ? invalidity(period.value) : 'kind'
  if (reason !== null) problems.push({ code: 'fact_value_invalid', where, params: { ...params, reason } })
  return problems
}

/** Which part of a value is wrong; null when it is right. */
export function invalidity(value: TypedValue): string | null {
  switch (value.kind) {
    case 'amount':
      return Number.isSafeInteger(value.cents) && value.cents >= 0 && value.cents < 1e13 ? null : 'amount'
    case 'duration':
      return invalidDuration(value.iso, value.workingDays)
    case 'date':
      return asCalendarDay(value.day) === null ? 'date' : null
    case 'phone':
      return isPhoneNumber(value.number) ? null : 'phone'
    case 'email':
      return isEmailAddress(value.address) ? null : 'email'
    case 'address':
      return invalidAddress(value.address)
    case 'url':
      return isPublicUrl(value.url) ? null : 'url'
    case 'openingHours':
      return invalidHours(value.hours)
    case 'number':
      return Number.isFinite(value.value) && Math.abs(value.value) < 1e12 && NUMBER_UNITS.includes(value.unit)
        ? null
        : 'number'
    case 'documents':
      return value.items.length > 0 && value.items.every((item) => isFilled(item.nl)) ? null : 'documents'
    case 'text':
      return isFilled(value.text.nl) ? null : 'text'
  }
}

/** Working days are counted, so they go with days alone: "6 weken in werkdagen" means nothing. */
function invalidDuration(iso: string, workingDays: boolean): string | null {
  const parts = durationParts(iso)
  if (parts === null) return 'duration'
  return workingDays && parts.some((part) => part.unit !== 'day') ? 'workingDays' : null
}

/** Which part of an address is wrong: it needs a town, and a street or a P.O. box. */
export function invalidAddress(address: Address): string | null {
  if (!isFilled(address.city)) return 'city'
  const { postalCode } = address
  if (isFilled(postalCode) && !/^[1-9][0-9]{3} ?[A-Z]{2}$/.test(postalCode)) return 'postalCode'
  return isFilled(address.street) || isFilled(address.poBox) ? null : 'street'
}

/** Which part of opening hours is wrong: spans run forward and do not overlap, exceptional days exist once. */
export function invalidHours(hours: OpeningHours): string | null {
  const week = WEEKDAYS.map((weekday) => hours.week[weekday] ?? [])
  const days = hours.exceptions.map((exception) => exception.day)
  if (days.some((day) => asCalendarDay(day) === null) || new Set(days).size < days.length) return 'exceptions'
  const all = [...week, ...hours.exceptions.map((exception) => exception.spans)]
  return all.every(isOrderly) ? null : 'times'
}

function isOrderly(spans: readonly TimeSpan[]): boolean {
  const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00'
  const sorted = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.every((span, index) => {
    const previous = sorted[index - 1]
    const isForward = isTime(span.from) && isTime(span.to) && span.from < span.to
    return isForward && (previous === undefined || previous.to <= span.from)
  })
}

function isFilled(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.trim() !== ''
}
