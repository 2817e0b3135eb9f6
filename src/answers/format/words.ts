import type { DurationUnit, Locale, NumberUnit, Weekday } from '../../catalogue'

type OneOrMore = readonly [one: string, more: string]

export const WEEKDAY_NAMES: Readonly<Record<Locale, Readonly<Record<Weekday, string>>>> = {
  nl: {
    monday: 'maandag',
    tuesday: 'dinsdag',
    wednesday: 'woensdag',
    thursday: 'donderdag',
    friday: 'vrijdag',
    saturday: 'zaterdag',
    sunday: 'zondag',
  },
  en: {
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
  },
}

/** Dutch keeps `jaar` and `uur` in the singular after a number. */
export const DURATION_WORDS: Readonly<
  Record<Locale, Readonly<Record<DurationUnit | 'workingDay', OneOrMore>>>
> = {
  nl: {
    year: ['jaar', 'jaar'],
    month: ['maand', 'maanden'],
    week: ['week', 'weken'],
    day: ['dag', 'dagen'],
    workingDay: ['werkdag', 'werkdagen'],
    hour: ['uur', 'uur'],
    minute: ['minuut', 'minuten'],
  },
  en: {
    year: ['year', 'years'],
    month: ['month', 'months'],
    week: ['week', 'weeks'],
    day: ['day', 'days'],
    workingDay: ['working day', 'working days'],
    hour: ['hour', 'hours'],
    minute: ['minute', 'minutes'],
  },
}

/** Units as they are written after a figure. */
export const WRITTEN_UNITS: Readonly<Record<Locale, Readonly<Record<NumberUnit, OneOrMore>>>> = {
  nl: {
    ...DURATION_WORDS.nl,
    none: ['', ''],
    percent: ['%', '%'],
    person: ['persoon', 'personen'],
    piece: ['stuk', 'stuks'],
    km: ['km', 'km'],
    m: ['m', 'm'],
    m2: ['m²', 'm²'],
    m3: ['m³', 'm³'],
    kg: ['kg', 'kg'],
    litre: ['liter', 'liter'],
  },
  en: {
    ...DURATION_WORDS.en,
    none: ['', ''],
    percent: ['%', '%'],
    person: ['person', 'people'],
    piece: ['piece', 'pieces'],
    km: ['km', 'km'],
    m: ['m', 'm'],
    m2: ['m²', 'm²'],
    m3: ['m³', 'm³'],
    kg: ['kg', 'kg'],
    litre: ['litre', 'litres'],
  },
}

/** Units as they are said; signs and abbreviations in full. */
export const SPOKEN_UNITS: Readonly<Record<Locale, Readonly<Record<NumberUnit, OneOrMore>>>> = {
  nl: {
    ...WRITTEN_UNITS.nl,
    percent: ['procent', 'procent'],
    km: ['kilometer', 'kilometer'],
    m: ['meter', 'meter'],
    m2: ['vierkante meter', 'vierkante meter'],
    m3: ['kubieke meter', 'kubieke meter'],
    kg: ['kilo', 'kilo'],
  },
  en: {
    ...WRITTEN_UNITS.en,
    percent: ['per cent', 'per cent'],
    km: ['kilometre', 'kilometres'],
    m: ['metre', 'metres'],
    m2: ['square metre', 'square metres'],
    m3: ['cubic metre', 'cubic metres'],
    kg: ['kilo', 'kilos'],
  },
}

/** "a", "a en b", "a, b en c". Items that hold a comma themselves are set apart by semicolons. */
export function enumeration(items: readonly string[], locale: Locale): string {
  const and = locale === 'nl' ? 'en' : 'and'
  const comma = items.some((item) => item.includes(',')) ? '; ' : ', '
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(comma)} ${and} ${items.at(-1) ?? ''}`
}

/** The word that fits a number: one or more. */
export function fitting([one, more]: OneOrMore, count: number): string {
  return count === 1 ? one : more
}
