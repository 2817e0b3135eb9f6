import type { Address, Channel, Locale } from '../../catalogue'
import { spokenDigits, spokenNumber } from './numbers'

/** An address on one line: "Weg op den Heuvel 35, 5701 NV Helmond"; on the phone with its numbers in words. */
export function formatAddress(address: Address, channel: Channel, locale: Locale): string {
  const spoken = channel === 'phone'
  const number = (text: string | undefined) => (spoken ? spokenFigures(text ?? '', locale) : (text ?? ''))
  const box = locale === 'nl' ? 'Postbus' : 'PO Box'
  const line =
    isFilled(address.poBox) && !isFilled(address.street)
      ? `${box} ${number(address.poBox)}`
      : [address.street, joined(number(address.houseNumber), number(address.addition))]
          .filter(isFilled)
          .join(' ')
  const postalCode = spoken
    ? spokenPostalCode(address.postalCode, locale)
    : writtenPostalCode(address.postalCode)
  const town = [postalCode, address.city].filter(isFilled).join(spoken ? ', ' : ' ')
  return [line, town].filter(isFilled).join(', ')
}

function isFilled(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== ''
}

/** "35A", "35-2", "35 bis": letters stick to the number, figures get a dash. */
function joined(houseNumber: string, addition: string): string {
  if (addition === '' || houseNumber === '') return houseNumber
  if (/^\d/.test(addition)) return `${houseNumber}-${addition}`
  return addition.length === 1 ? `${houseNumber}${addition}` : `${houseNumber} ${addition}`
}

function writtenPostalCode(code: string | undefined): string | undefined {
  return code?.replace(/^(\d{4}) ?([A-Z]{2})$/, '$1 $2')
}

function spokenPostalCode(code: string | undefined, locale: Locale): string | undefined {
  const match = /^(\d{4}) ?([A-Z])([A-Z])$/.exec(code ?? '')
  if (match === null) return undefined
  return `${spokenDigits(match[1] ?? '', locale)} ${match[2] ?? ''} ${match[3] ?? ''}`
}

function spokenFigures(text: string, locale: Locale): string {
  return text.replace(/\d+/g, (digits) => spokenNumber(Number(digits), locale))
}
