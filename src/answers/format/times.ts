import { DURATION_UNITS, durationParts, type Locale } from '../../catalogue'
import type { CalendarDay } from '../../kernel'
import { spokenNumber, spokenYear, writtenNumber } from './numbers'
import { DURATION_WORDS, enumeration, fitting } from './words'

/** A day for reading, "1 januari 2027", or for speaking, "één januari tweeduizend zevenentwintig". */
export function formatDay(day: CalendarDay, spoken: boolean, locale: Locale): string {
  const date = new Date(`${day}T12:00:00Z`)
  const [year, , dayOfMonth] = day.split('-').map(Number)
  if (!spoken) return `${dayOfMonth ?? ''} ${MONTHS[locale].format(date)} ${year ?? ''}`
  return `${spokenNumber(dayOfMonth ?? 1, locale)} ${MONTHS[locale].format(date)} ${spokenYear(year ?? 0, locale)}`
}

const MONTHS = { nl: monthNames('nl-NL'), en: monthNames('en-GB') }

function monthNames(language: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
}

/** An ISO 8601 duration in words: "5 werkdagen", "1 jaar en 6 maanden"; spoken "vijf werkdagen". */
export function formatDuration(
  duration: { readonly iso: string; readonly workingDays: boolean },
  spoken: boolean,
  locale: Locale,
): string {
  const parts = durationParts(duration.iso) ?? []
  const said = parts.map(({ unit, count }) => {
    const word = duration.workingDays && unit === DURATION_UNITS[3] ? 'workingDay' : unit
    const figure = spoken ? spokenNumber(count, locale) : writtenNumber(count, locale)
    return `${figure} ${fitting(DURATION_WORDS[locale][word], count)}`
  })
  return enumeration(said, locale)
}

/** A time of day: "9.00", "9:00"; spoken "half tien", "kwart over negen", "half past nine". */
export function formatTime(time: string, spoken: boolean, locale: Locale): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  if (spoken) return locale === 'nl' ? dutchTime(hour, minute) : englishTime(hour, minute)
  const minutes = String(minute).padStart(2, '0')
  return locale === 'nl' ? `${hour}.${minutes}` : `${hour}:${minutes}`
}

/** Whether a spoken time still needs the word "uur": "negen uur", but "half tien". */
export function isWholeHour(time: string): boolean {
  return time.endsWith(':00')
}

function dutchTime(hour: number, minute: number): string {
  const named = (value: number) => spokenNumber(((value + 11) % 12) + 1, 'nl')
  switch (minute) {
    case 0:
      return named(hour)
    case 15:
      return `kwart over ${named(hour)}`
    case 30:
      return `half ${named(hour + 1)}`
    case 45:
      return `kwart voor ${named(hour + 1)}`
  }
  return minute < 30
    ? `${spokenNumber(minute, 'nl')} over ${named(hour)}`
    : `${spokenNumber(60 - minute, 'nl')} voor ${named(hour + 1)}`
}

function englishTime(hour: number, minute: number): string {
  const named = spokenNumber(((hour + 11) % 12) + 1, 'en')
  const half = hour < 12 || hour === 24 ? 'a m' : 'p m'
  return minute === 0 ? `${named} ${half}` : `${named} ${spokenNumber(minute, 'en')} ${half}`
}
