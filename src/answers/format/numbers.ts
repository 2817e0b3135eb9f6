import { toCardinal as inEnglish } from 'n2words/en-GB'
import { toCardinal as inDutch } from 'n2words/nl-NL'
import type { Locale } from '../../catalogue'

/** A whole or decimal number in words: "drieëntachtig", "duizend tweehonderdvierendertig", "eighty-three". */
export function spokenNumber(value: number, locale: Locale): string {
  // Without pairing, n2words writes "twaalfhonderd vierendertig", with a space that Dutch spelling does not have.
  return locale === 'nl' ? inDutch(value, { noHundredPairing: true }) : inEnglish(value)
}

/** A year as people say it: 1998 is "negentienhonderdachtennegentig", 2027 is "tweeduizend zevenentwintig". */
export function spokenYear(year: number, locale: Locale): string {
  const rest = year % 100
  if (year < 1100 || year >= 2000) return spokenNumber(year, locale)
  const century = spokenNumber(Math.floor(year / 100), locale)
  if (locale === 'nl') return `${century}honderd${rest === 0 ? '' : inDutch(rest, { accentOne: false })}`
  return rest === 0
    ? `${century} hundred`
    : `${century} ${rest < 10 ? 'oh ' : ''}${spokenNumber(rest, locale)}`
}

/** Digits one by one, as a telephone number is read out: "nul vier negen negen". */
export function spokenDigits(digits: string, locale: Locale): string {
  return [...digits].map((digit) => spokenNumber(Number(digit), locale)).join(' ')
}

/** A number in figures: `12.345,5` in Dutch, `12,345.5` in English; at most three decimals. */
export function writtenNumber(value: number, locale: Locale): string {
  return FIGURES[locale].plain.format(value)
}

/** Whole euros without decimals, others with two: `84`, `83,87`. */
export function writtenEuros(cents: number, locale: Locale): string {
  return FIGURES[locale][cents % 100 === 0 ? 'plain' : 'money'].format(cents / 100)
}

// Made once: making a formatter takes longer than compiling a text.
const FIGURES = { nl: figures('nl-NL'), en: figures('en-GB') }

function figures(language: string) {
  return {
    plain: new Intl.NumberFormat(language, { maximumFractionDigits: 3 }),
    money: new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  }
}
