import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANNELS, type Channel, type Locale, type OpeningHours, type TypedValue } from '../../catalogue'
import { asCalendarDay } from '../../kernel'
import { formatFact, formatOpeningHours } from '.'

const day = (text: string) => {
  const parsed = asCalendarDay(text)
  if (parsed === null) throw new Error(`bad day in test: ${text}`)
  return parsed
}
const money = (cents: number): TypedValue => ({ kind: 'amount', cents, currency: 'EUR' })
const lasting = (iso: string, workingDays = false): TypedValue => ({ kind: 'duration', iso, workingDays })
const phone = (number: string): TypedValue => ({ kind: 'phone', number })
const counter: OpeningHours = {
  week: {
    monday: [{ from: '09:00', to: '17:00' }],
    tuesday: [{ from: '09:00', to: '17:00' }],
    wednesday: [{ from: '09:00', to: '17:00' }],
    thursday: [
      { from: '17:30', to: '20:00' },
      { from: '08:30', to: '12:15' },
    ],
    friday: [{ from: '09:00', to: '17:00' }],
  },
  exceptions: [{ day: day('2027-04-27'), spans: [], reason: { nl: 'Koningsdag' } }],
  byAppointment: true,
}
const office: TypedValue = {
  kind: 'address',
  address: { street: 'Weg op den Heuvel', houseNumber: '35', postalCode: '5701NV', city: 'Helmond' },
}

it.each<[TypedValue, Channel, Locale, string]>([
  [money(8387), 'web', 'nl', '€ 83,87'],
  [money(8387), 'web', 'en', '€83.87'],
  [money(8400), 'web', 'nl', '€ 84'],
  [money(123450), 'letter', 'nl', '€ 1.234,50'],
  [money(8387), 'phone', 'nl', 'drieëntachtig euro zevenentachtig'],
  [money(8400), 'phone', 'nl', 'vierentachtig euro'],
  [money(505), 'phone', 'nl', 'vijf euro en vijf cent'],
  [money(50), 'phone', 'nl', 'vijftig cent'],
  [money(100), 'phone', 'nl', 'één euro'],
  [money(123450), 'phone', 'nl', 'duizend tweehonderdvierendertig euro vijftig'],
  [money(8387), 'phone', 'en', 'eighty-three euros and eighty-seven cents'],
  [lasting('P5D', true), 'web', 'nl', '5 werkdagen'],
  [lasting('P1D', true), 'phone', 'nl', 'één werkdag'],
  [lasting('P6W'), 'phone', 'nl', 'zes weken'],
  [lasting('P1Y6M'), 'web', 'nl', '1 jaar en 6 maanden'],
  [lasting('P10Y'), 'web', 'en', '10 years'],
  [lasting('PT30M'), 'web', 'nl', '30 minuten'],
  [{ kind: 'date', day: day('2027-01-01') }, 'web', 'nl', '1 januari 2027'],
  [{ kind: 'date', day: day('2027-01-01') }, 'web', 'en', '1 January 2027'],
  [{ kind: 'date', day: day('2027-01-01') }, 'phone', 'nl', 'één januari tweeduizend zevenentwintig'],
  [{ kind: 'date', day: day('1998-05-31') }, 'phone', 'nl', 'eenendertig mei negentienhonderdachtennegentig'],
  [phone('140492'), 'web', 'nl', '14 0492'],
  [phone('14 0492'), 'phone', 'nl', 'veertien, nul vier negen twee'],
  [phone('0492587555'), 'web', 'nl', '0492 58 75 55'],
  [phone('0881234567'), 'web', 'nl', '088 123 45 67'],
  [phone('06-12345678'), 'web', 'nl', '06 12 34 56 78'],
  [phone('+31492587555'), 'web', 'nl', '+31 492 58 75 55'],
  [phone('08001234'), 'web', 'nl', '0800 1234'],
  [phone('0900 8844'), 'chat', 'en', '0900 8844'],
  [phone('08002358352'), 'web', 'nl', '0800 23 58 352'],
  [phone('0800 0201'), 'phone', 'nl', 'nul acht nul nul, nul twee nul één'],
  [{ kind: 'email', address: 'info@helmond.nl' }, 'phone', 'nl', 'info apenstaartje helmond punt nl'],
  [{ kind: 'url', url: 'https://www.helmond.nl/paspoort/' }, 'web', 'nl', 'www.helmond.nl/paspoort'],
  [{ kind: 'url', url: 'https://www.helmond.nl/paspoort' }, 'email', 'nl', 'https://www.helmond.nl/paspoort'],
  [
    { kind: 'url', url: 'https://www.helmond.nl/paspoort' },
    'phone',
    'nl',
    'www punt helmond punt nl schuine streep paspoort',
  ],
  [office, 'letter', 'nl', 'Weg op den Heuvel 35, 5701 NV Helmond'],
  [office, 'phone', 'nl', 'Weg op den Heuvel vijfendertig, vijf zeven nul één N V, Helmond'],
  [{ kind: 'number', value: 12.5, unit: 'percent' }, 'web', 'nl', '12,5%'],
  [{ kind: 'number', value: 12.5, unit: 'percent' }, 'phone', 'nl', 'twaalf komma vijf procent'],
  [{ kind: 'number', value: 1, unit: 'person' }, 'web', 'nl', '1 persoon'],
  [{ kind: 'number', value: 2, unit: 'm3' }, 'phone', 'nl', 'twee kubieke meter'],
  [
    { kind: 'documents', items: [{ nl: 'paspoort' }, { nl: 'pasfoto' }, { nl: 'pen' }] },
    'web',
    'nl',
    'paspoort, pasfoto en pen',
  ],
])('%j on %s in %s reads %j', (value, channel, locale, text) => {
  expect(formatFact(value, channel, locale)).toBe(text)
})

it('has no text in a language in which nobody wrote one', () => {
  expect(formatFact({ kind: 'text', text: { nl: 'gratis' } }, 'web', 'en')).toBeNull()
  expect(
    formatFact({ kind: 'documents', items: [{ nl: 'pas', en: 'pass' }, { nl: 'foto' }] }, 'web', 'en'),
  ).toBeNull()
})

describe('opening hours', () => {
  it('put equal days together, closed days after them and exceptions last', () => {
    expect(formatOpeningHours(counter, 'web', 'nl').split('\n')).toEqual([
      'maandag tot en met woensdag en vrijdag: 9.00 tot 17.00 uur',
      'donderdag: 8.30 tot 12.15 uur en 17.30 tot 20.00 uur',
      'zaterdag en zondag: gesloten',
      '27 april 2027 (Koningsdag): gesloten',
      'alleen op afspraak',
    ])
  })

  it('can be read out', () => {
    expect(formatOpeningHours(counter, 'phone', 'nl').split('\n')).toEqual([
      'maandag tot en met woensdag en vrijdag van negen tot vijf uur',
      'donderdag van half negen tot kwart over twaalf en van half zes tot acht uur',
      'zaterdag en zondag gesloten',
      'zevenentwintig april tweeduizend zevenentwintig, Koningsdag, gesloten',
      'alleen op afspraak',
    ])
  })
})

it('never says a sign or a figure on the phone', () => {
  const values = fc.oneof(
    fc.integer({ min: 0, max: 99_999_999 }).map(money),
    fc.integer({ min: 1, max: 999 }).map((days) => lasting(`P${days}D`, true)),
    fc
      .float({ min: 0, max: 1e6, noNaN: true })
      .map((value): TypedValue => ({ kind: 'number', value, unit: 'percent' })),
    fc.stringMatching(/^0[1-9]\d{8}$/).map(phone),
    fc.webUrl({ withQueryParameters: true }).map((url): TypedValue => ({ kind: 'url', url })),
    fc.emailAddress().map((address): TypedValue => ({ kind: 'email', address })),
  )
  fc.assert(
    fc.property(values, fc.constantFrom<Locale>('nl', 'en'), (value, locale) => {
      expect(formatFact(value, 'phone', locale)).not.toMatch(/[\d€%@()/+_#?&=]/)
    }),
  )
})

it('has a text for every channel', () => {
  expect(CHANNELS.map((channel) => formatFact(money(8387), channel, 'nl'))).not.toContain('')
})
