import {
  WEEKDAYS,
  type Channel,
  type Locale,
  type OpeningHours,
  type TimeSpan,
  type Weekday,
} from '../../catalogue'
import { formatDay, formatTime, isWholeHour } from './times'
import { enumeration, WEEKDAY_NAMES } from './words'

const WORDS = {
  nl: { closed: 'gesloten', byAppointment: 'alleen op afspraak', and: 'en', through: 'tot en met' },
  en: { closed: 'closed', byAppointment: 'by appointment only', and: 'and', through: 'to' },
} as const

/**
 * Opening hours as readable lines, days with equal times together and exceptions below. On the phone in words: "maandag tot
 * en met vrijdag van negen tot vijf uur".
 */
export function formatOpeningHours(hours: OpeningHours, channel: Channel, locale: Locale): string {
  return openingHoursLines(hours, channel, locale).join('\n')
}

/** The same as separate lines, for text in which they stand as one sentence. */
export function openingHoursLines(hours: OpeningHours, channel: Channel, locale: Locale): readonly string[] {
  const spoken = channel === 'phone'
  const colon = spoken ? '' : ':'
  const week = equalDays(hours).map(
    ({ days, spans }) => `${dayNames(days, locale)}${colon} ${timesOf(spans, spoken, locale)}`,
  )
  const exceptions = [...hours.exceptions]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((exception) => {
      const reason = exception.reason?.[locale]
      const why = reason === undefined || reason === '' ? '' : spoken ? `, ${reason},` : ` (${reason})`
      return `${formatDay(exception.day, spoken, locale)}${why}${colon} ${timesOf(exception.spans, spoken, locale)}`
    })
  const isNeverOpen = WEEKDAYS.every((weekday) => (hours.week[weekday] ?? []).length === 0)
  // Hours without any opening time that are by appointment mean: call us, not: always closed.
  const weekLines = isNeverOpen && hours.byAppointment ? [] : week
  return [...weekLines, ...exceptions, ...(hours.byAppointment ? [WORDS[locale].byAppointment] : [])]
}

/** Weekdays with the same times together, in the order of their first day. */
function equalDays(hours: OpeningHours): readonly { days: Weekday[]; spans: readonly TimeSpan[] }[] {
  const groups = new Map<string, { days: Weekday[]; spans: readonly TimeSpan[] }>()
  for (const weekday of WEEKDAYS) {
    const spans = [...(hours.week[weekday] ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1))
    const key = JSON.stringify(spans.map((span) => [span.from, span.to]))
    const group = groups.get(key) ?? { days: [], spans }
    group.days.push(weekday)
    groups.set(key, group)
  }
  // Closed days last: people look for when they can come.
  return [...groups.values()].sort((a, b) => Number(a.spans.length === 0) - Number(b.spans.length === 0))
}

/** "maandag tot en met vrijdag", "zaterdag en zondag", "maandag, woensdag en vrijdag". */
function dayNames(days: readonly Weekday[], locale: Locale): string {
  const runs: Weekday[][] = []
  for (const weekday of days) {
    const run = runs.at(-1)
    const previous = run?.at(-1)
    const follows = previous !== undefined && WEEKDAYS.indexOf(weekday) === WEEKDAYS.indexOf(previous) + 1
    if (run !== undefined && follows) run.push(weekday)
    else runs.push([weekday])
  }
  const names = runs.flatMap((run) => {
    const named = run.map((weekday) => WEEKDAY_NAMES[locale][weekday])
    return run.length < 3 ? named : [`${named[0] ?? ''} ${WORDS[locale].through} ${named.at(-1) ?? ''}`]
  })
  return enumeration(names, locale)
}

function timesOf(spans: readonly TimeSpan[], spoken: boolean, locale: Locale): string {
  if (spans.length === 0) return WORDS[locale].closed
  return enumeration(
    spans.map((span) => spanText(span, spoken, locale)),
    locale,
  )
}

function spanText({ from, to }: TimeSpan, spoken: boolean, locale: Locale): string {
  const [begin, end] = [formatTime(from, spoken, locale), formatTime(to, spoken, locale)]
  if (locale === 'en') return spoken ? `from ${begin} to ${end}` : `${begin} to ${end}`
  if (!spoken) return `${begin} tot ${end} uur`
  // "van negen tot vijf uur", "van negen uur tot half zes", "van half negen tot vijf uur".
  const hourAfterBegin = isWholeHour(from) && !isWholeHour(to) ? ' uur' : ''
  return `van ${begin}${hourAfterBegin} tot ${end}${isWholeHour(to) ? ' uur' : ''}`
}
