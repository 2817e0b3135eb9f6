import type { Locale } from '../../catalogue'
import { spokenDigits, spokenNumber } from './numbers'

/** Dutch area codes of three digits; the others have four. Source: Nummerplan telefoon- en ISDN-diensten. */
const SHORT_AREA_CODES =
  '010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076 077 078 079 085 088'

/** A telephone number in groups for reading: `14 0492`, `0800 1234`, `0492 58 75 55`, `06 12 34 56 78`, `+31 492 58 75 55`. */
export function writtenPhone(number: string): string {
  return phoneGroups(number).join(' ')
}

/** A telephone number as it is read out: "veertien, nul vier negen twee". */
export function spokenPhone(number: string, locale: Locale): string {
  const said = phoneGroups(number).map((group, index) => {
    if (group === '14' && index === 0) return spokenNumber(14, locale)
    const plus = group.startsWith('+') ? 'plus ' : ''
    return plus + spokenDigits(group.replace('+', ''), locale)
  })
  return said.join(', ')
}

function phoneGroups(number: string): readonly string[] {
  const dialled = number.replace(/[^\d+]/g, '')
  if (/^14\d{2,5}$/.test(dialled)) return ['14', dialled.slice(2)]
  if (/^0[89]00\d{4}$/.test(dialled)) return [dialled.slice(0, 4), dialled.slice(4)]
  if (/^0[89]00\d{5,7}$/.test(dialled)) return [dialled.slice(0, 4), ...inPairs(dialled.slice(4))]
  if (/^0[1-9]\d{8}$/.test(dialled)) return nationalGroups(dialled)
  if (/^\+31[1-9]\d{8}$/.test(dialled)) {
    const [area = '', ...rest] = nationalGroups(`0${dialled.slice(3)}`)
    return ['+31', area.slice(1), ...rest]
  }
  return number
    .trim()
    .split(/[\s()-]+/)
    .filter((group) => group !== '')
}

function nationalGroups(ten: string): readonly string[] {
  if (ten.startsWith('06')) return ['06', ...inPairs(ten.slice(2))]
  const three = ten.slice(0, 3)
  if (SHORT_AREA_CODES.split(' ').includes(three))
    return [three, ten.slice(3, 6), ten.slice(6, 8), ten.slice(8)]
  return [ten.slice(0, 4), ...inPairs(ten.slice(4))]
}

function inPairs(digits: string): readonly string[] {
  return digits.match(/\d{2}(?!\d$)|\d{2,3}$/g) ?? [digits]
}

const SIGNS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  nl: {
    '@': 'apenstaartje',
    '.': 'punt',
    '-': 'streepje',
    _: 'laag streepje',
    '+': 'plus',
    '/': 'schuine streep',
  },
  en: { '@': 'at', '.': 'dot', '-': 'dash', _: 'underscore', '+': 'plus', '/': 'slash' },
}

/** An e-mail or web address as it is read out: "info apenstaartje helmond punt nl". Signs without a name are left out. */
export function spokenAddress(address: string, locale: Locale): string {
  const pieces = address.match(/[\p{L}]+|\d|[^\p{L}\d]/gu) ?? []
  const said = pieces.map((piece) =>
    /^\d$/.test(piece)
      ? spokenNumber(Number(piece), locale)
      : /^\p{L}/u.test(piece)
        ? piece
        : SIGNS[locale][piece],
  )
  return said.filter((word) => word !== undefined).join(' ')
}

/** A web address for the eye, without scheme and closing slash: `www.helmond.nl/paspoort`. */
export function readableUrl(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '')
}
