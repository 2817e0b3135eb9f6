import type { Locale } from '../../catalogue'
import { spokenNumber, writtenEuros } from './numbers'

/**
 * "€ 83,87", and "€ 84" for whole euros, as the Dutch government writes amounts in running text; "€83.87" and "€84" in
 * English.
 */
export function writtenAmount(cents: number, locale: Locale): string {
  return `${locale === 'nl' ? '€ ' : '€'}${writtenEuros(cents, locale)}`
}

/** "drieëntachtig euro zevenentachtig", "vijf euro en vijf cent", "vijftig cent", "vierentachtig euro". */
export function spokenAmount(cents: number, locale: Locale): string {
  const [euros, rest] = [Math.floor(cents / 100), cents % 100]
  const euroWord = locale === 'nl' || euros === 1 ? 'euro' : 'euros'
  const centWord = locale === 'nl' || rest === 1 ? 'cent' : 'cents'
  const whole = `${spokenNumber(euros, locale)} ${euroWord}`
  const part = `${spokenNumber(rest, locale)} ${centWord}`
  if (rest === 0) return whole
  if (euros === 0) return part
  if (locale === 'en') return `${whole} and ${part}`
  // "vijf euro vijf" is heard as five euros fifty; below ten cents the cents are named.
  return rest < 10 ? `${whole} en ${part}` : `${whole} ${spokenNumber(rest, locale)}`
}
