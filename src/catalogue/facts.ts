import type { CalendarDay } from '../kernel'
import type { Locale, NumberUnit, Weekday } from './codes'

/** A text per language; an absent language is absent, never a copy of another. */
export type LocalizedText = Partial<Record<Locale, string>>

/** Times of a day as `HH:MM` (24 hours), from inclusive to exclusive. */
export type TimeSpan = { readonly from: string; readonly to: string }

export type Address = {
  readonly street?: string
  readonly houseNumber?: string
  readonly addition?: string
  readonly poBox?: string
  /** `1234 AB`. */
  readonly postalCode?: string
  readonly city: string
}

export type OpeningHours = {
  /** A weekday without spans is closed. */
  readonly week: Partial<Record<Weekday, readonly TimeSpan[]>>
  /** Days that differ from the week: no spans means closed. */
  readonly exceptions: readonly {
    readonly day: CalendarDay
    readonly spans: readonly TimeSpan[]
    readonly reason?: LocalizedText
  }[]
  readonly byAppointment: boolean
}

/** The value of a fact, typed by its kind. Money in whole cents; durations in ISO 8601. */
export type TypedValue =
  | { readonly kind: 'amount'; readonly cents: number; readonly currency: 'EUR' }
  | { readonly kind: 'duration'; readonly iso: string; readonly workingDays: boolean }
  | { readonly kind: 'date'; readonly day: CalendarDay }
  /** As dialled in the Netherlands, digits and spaces, or with a leading `+`: `14 0499`, `088 123 45 67`. */
  | { readonly kind: 'phone'; readonly number: string }
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'openingHours'; readonly hours: OpeningHours }
  | { readonly kind: 'number'; readonly value: number; readonly unit: NumberUnit }
  | { readonly kind: 'documents'; readonly items: readonly LocalizedText[] }
  | { readonly kind: 'text'; readonly text: LocalizedText }

/** A value with the days on which it holds, both inclusive. `validUntil` null: until further notice. */
export type FactPeriod = {
  readonly validFrom: CalendarDay
  readonly validUntil: CalendarDay | null
  readonly value: TypedValue
}

/** One value kept once. Periods may leave gaps but never overlap; all values are of the fact's kind. */
export type Fact = {
  readonly id: string
  /** Unique, kebab-case: `paspoort-kosten-volwassene`. */
  readonly key: string
  readonly kind: TypedValue['kind']
  readonly label: LocalizedText
  readonly ownerOrganisationId: string | null
  /** By-law, law or decision the value comes from. */
  readonly source: string | null
  readonly periods: readonly FactPeriod[]
}

/** What editors call a fact, and the key by which it is found and imported; for messages. */
export type FactNames = { readonly fact: string; readonly label: string }

export const factNames = ({ key, label }: Fact): FactNames => ({
  fact: key,
  label: label.nl ?? label.en ?? '',
})
