import { type Locale, LOCALES, type LocalizedText, type RichText } from '../../catalogue'
import { asCalendarDay, asInstant, type CalendarDay, type Instant } from '../../kernel'

/** A row as Payload's database layer gives it: every language, relations as ids. Parsed here, trusted nowhere. */
export type Row = Readonly<Record<string, unknown>>

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const rowOf = (value: unknown): Row => (isRow(value) ? value : {})
export const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : [])

/** What a localized field holds in one language; undefined when it holds nothing there. */
export const inLocale = (value: unknown, locale: Locale): unknown =>
  isRow(value) ? value[locale] : undefined

/** Text without white space around it; null when nothing is left. */
export function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : text
}

/** A text in every language in which there is one. A field that is not localized is Dutch. */
export function localizedText(field: unknown): LocalizedText {
  const plain = textOf(field)
  if (plain !== null) return { nl: plain }
  return Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const text = textOf(inLocale(field, locale))
      return text === null ? [] : [[locale, text]]
    }),
  )
}

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

export const isTrue = (value: unknown): boolean => value === true || value === 1

/** The id of a relation, also where Payload filled in the document or a polymorphic `{ relationTo, value }`. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  if (!isRow(value)) return null
  return 'value' in value ? idOf(value['value']) : idOf(value['id'])
}

/** Ids in their order, each once. */
export function idsOf(value: unknown): readonly string[] {
  const ids = Array.isArray(value) ? value.map(idOf) : []
  return [...new Set(ids)].filter((id) => id !== null)
}

export function oneOf<T extends string>(known: readonly T[], value: unknown): T | null {
  return known.find((item) => item === value) ?? null
}

/** In the order of the known values, so that the order of ticking boxes changes nothing for readers. */
export function manyOf<T extends string>(known: readonly T[], value: unknown): readonly T[] {
  return Array.isArray(value) ? known.filter((item) => value.includes(item)) : []
}

/** Payload keeps a day as noon UTC of that day. */
export const dayOf = (value: unknown): CalendarDay | null =>
  typeof value === 'string' ? asCalendarDay(value.slice(0, 10)) : null

export const momentOf = (value: unknown): Instant | null =>
  typeof value === 'string' ? asInstant(value) : null

export function richTextOf(value: unknown): RichText | null {
  const root = isRow(value) ? value['root'] : undefined
  const children = isRow(root) ? root['children'] : undefined
  return Array.isArray(children) ? { root: { children } } : null
}
