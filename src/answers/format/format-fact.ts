import type { Channel, Locale, TypedValue } from '../../catalogue'
import { assertNever } from '../../kernel'
import { formatAddress } from './address'
import { spokenAmount, writtenAmount } from './amounts'
import { openingHoursLines } from './hours'
import { spokenNumber, writtenNumber } from './numbers'
import { readableUrl, spokenAddress, spokenPhone, writtenPhone } from './reachable'
import { spokenText } from './spoken-text'
import { formatDay, formatDuration } from './times'
import { enumeration, fitting, SPOKEN_UNITS, WRITTEN_UNITS } from './words'

/**
 * A fact's value as one channel says it, on one line. `phone` gets words that can be read out; the others get figures.
 * Null when the value has no text in this language.
 */
export function formatFact(value: TypedValue, channel: Channel, locale: Locale): string | null {
  const spoken = channel === 'phone'
  const said = (text: string) => (spoken ? spokenText(text, locale) : text)
  switch (value.kind) {
    case 'amount':
      return spoken ? spokenAmount(value.cents, locale) : writtenAmount(value.cents, locale)
    case 'duration':
      return formatDuration(value, spoken, locale)
    case 'date':
      return formatDay(value.day, spoken, locale)
    case 'phone':
      return spoken ? spokenPhone(value.number, locale) : writtenPhone(value.number)
    case 'email':
      return spoken ? spokenAddress(value.address, locale) : value.address
    case 'address':
      return formatAddress(value.address, channel, locale)
    case 'url':
      return formatUrl(value.url, channel, locale)
    case 'openingHours':
      return openingHoursLines(value.hours, channel, locale).join(spoken ? ', ' : '; ')
    case 'number':
      return formatNumber(value.value, value.unit, spoken, locale)
    case 'documents': {
      const items = value.items.map((item) => item[locale] ?? '')
      return items.includes('') ? null : enumeration(items.map(said), locale)
    }
    case 'text': {
      const text = value.text[locale]
      return text === undefined || text === '' ? null : said(text)
    }
    default:
      return assertNever(value)
  }
}

/** Whole in channels in which a reader clicks or copies it, without scheme where it is read. */
function formatUrl(url: string, channel: Channel, locale: Locale): string {
  switch (channel) {
    case 'phone':
      return spokenAddress(readableUrl(url).split(/[?#]/)[0] ?? '', locale)
    case 'chat':
    case 'email':
    case 'text':
      return url
    case 'general':
    case 'web':
    case 'counter':
    case 'letter':
      return readableUrl(url)
    default:
      return assertNever(channel)
  }
}

function formatNumber(
  value: number,
  unit: keyof (typeof WRITTEN_UNITS)['nl'],
  spoken: boolean,
  locale: Locale,
): string {
  const figure = spoken ? spokenNumber(Number(value.toFixed(3)), locale) : writtenNumber(value, locale)
  const word = fitting((spoken ? SPOKEN_UNITS : WRITTEN_UNITS)[locale][unit], value)
  return unit === 'percent' && !spoken ? `${figure}${word}` : `${figure} ${word}`.trim()
}
