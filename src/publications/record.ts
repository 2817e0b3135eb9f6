import type {
  Address,
  Audience,
  Channel,
  FactKind,
  Locale,
  LoginMeans,
  NextStepKind,
  OpeningHours,
  OrganisationType,
  ProductKind,
  RequestChannelKind,
  SectionKey,
  TypedValue,
} from '../catalogue'
import type { CalendarDay } from '../kernel'

/**
 * The shapes that readers get, one per kind and language. Everything is rendered: no reference to a fact, organisation or
 * theme is left to resolve, except links between items (`relatedIds`, `partIds`, `questionIds`), which are looked up
 * at the moment of reading so that they always agree with what those items say.
 */
export type Rendered = {
  /** Sanitised HTML; headings begin at h3. */
  readonly html: string
  /** Plain text; for `phone` with spoken forms of facts. */
  readonly text: string
  /** CommonMark. */
  readonly markdown: string
}

export type OrganisationCard = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly type: OrganisationType
  readonly uri: string | null
  readonly contact: {
    readonly website: string | null
    readonly phone: string | null
    readonly email: string | null
    readonly visitingAddress: Address | null
    readonly postalAddress: Address | null
  }
}

export type TermCard = { readonly id: string; readonly slug: string; readonly title: string }
export type UniformProductName = { readonly label: string; readonly uri: string }

export type LocationCard = {
  readonly id: string
  readonly name: string
  readonly organisation: OrganisationCard
  readonly address: Address
  /** Address on one line, for display. */
  readonly addressText: string
  readonly openingHours: OpeningHours
  /** Opening hours as readable lines, in the record's language. */
  readonly openingHoursText: string
  readonly phone: string | null
  readonly appointmentUrl: string | null
}

/** A fact as it holds at the record's `effectiveFrom`, formatted for every channel. */
export type FactRecord = {
  readonly id: string
  readonly key: string
  readonly label: string
  readonly kind: FactKind
  readonly value: TypedValue
  readonly formatted: Readonly<Record<Channel, string>>
  readonly validFrom: CalendarDay
  readonly validUntil: CalendarDay | null
  readonly source: string | null
}

export type SectionRecord = {
  readonly key: SectionKey
  readonly title: string
  readonly html: string
  readonly text: string
  readonly markdown: string
}

/** The answer for one channel, resolved: exact channel → `general` → derived from the sections. */
export type ChannelAnswerRecord = {
  readonly channel: Channel
  readonly servedFrom: Channel | 'sections'
  readonly question: string
  readonly short: Rendered
  readonly body: Rendered
  /** Keys of the facts that this answer binds. */
  readonly factKeys: readonly string[]
  readonly nextStep: {
    readonly kind: NextStepKind
    readonly label: string
    readonly url: string | null
  } | null
  readonly links: readonly { readonly label: string; readonly url: string }[]
  readonly handOver: boolean
}

export type RequestChannelRecord = {
  readonly kind: RequestChannelKind
  readonly label: string
  readonly url: string | null
  readonly loginMeans: readonly LoginMeans[]
  readonly appointment: boolean
  readonly appointmentUrl: string | null
}

/** A picture with its text for who cannot see it; sizes are ready-made widths in pixels. */
export type ImageCard = {
  readonly id: string
  readonly alt: string
  readonly url: string
  readonly width: number
  readonly height: number
  readonly sizes: readonly { readonly width: number; readonly height: number; readonly url: string }[]
}

export type Provenance = {
  /** Where the text comes from: `own`, or the system it was imported from. */
  readonly system: string
  readonly sourceUrl: string | null
  /** Sources (by-laws, decisions) of the bound facts. */
  readonly factSources: readonly string[]
  /** First day on which a bound fact no longer has a value; null when none ends. Past: the answer is overdue. */
  readonly overdueFrom: CalendarDay | null
}

export type ProductRecord = {
  readonly kind: 'product'
  readonly id: string
  readonly locale: Locale
  readonly slug: string
  readonly title: string
  readonly productKind: ProductKind
  readonly summary: string
  readonly uniformProductNames: readonly UniformProductName[]
  readonly organisation: OrganisationCard
  readonly serviceDesk: OrganisationCard
  readonly audiences: readonly Audience[]
  readonly themes: readonly TermCard[]
  readonly lifeEvents: readonly TermCard[]
  readonly facts: readonly FactRecord[]
  readonly sections: readonly SectionRecord[]
  /** One per channel, in the order of `CHANNELS`. */
  readonly answers: readonly ChannelAnswerRecord[]
  readonly requestChannels: readonly RequestChannelRecord[]
  readonly locations: readonly LocationCard[]
  readonly image: ImageCard | null
  readonly legalBasis: readonly { readonly label: string; readonly url: string | null }[]
  readonly keywords: readonly string[]
  readonly synonyms: readonly string[]
  readonly relatedIds: readonly string[]
  readonly partIds: readonly string[]
  readonly reviewBy: CalendarDay | null
  readonly provenance: Provenance
}

export type QuestionRecord = {
  readonly kind: 'question'
  readonly id: string
  readonly locale: Locale
  readonly slug: string
  readonly question: string
  readonly alternativeQuestions: readonly string[]
  readonly audiences: readonly Audience[]
  readonly organisation: OrganisationCard
  readonly themes: readonly TermCard[]
  readonly productIds: readonly string[]
  readonly facts: readonly FactRecord[]
  readonly answers: readonly ChannelAnswerRecord[]
  readonly keywords: readonly string[]
  readonly reviewBy: CalendarDay | null
  readonly provenance: Provenance
}

export type OrganisationRecord = { readonly kind: 'organisation'; readonly locale: Locale } & OrganisationCard
export type LocationRecord = {
  readonly kind: 'location'
  readonly locale: Locale
  readonly slug: string
} & LocationCard
export type ThemeRecord = {
  readonly kind: 'theme'
  readonly locale: Locale
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly parentId: string | null
  readonly uri: string | null
}
export type LifeEventRecord = {
  readonly kind: 'lifeEvent'
  readonly locale: Locale
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly uri: string | null
}

export type PublicRecord =
  ProductRecord | QuestionRecord | OrganisationRecord | LocationRecord | ThemeRecord | LifeEventRecord

/** Agent-only text of an item. Kept beside the public record, never inside it (invariant I4). */
export type DeskRecord = { readonly deskMemo: Rendered }

/**
 * What the read model holds in memory of every current item: enough to filter, sort, look up and, while the search
 * engine is down, to search. Everything else is read from the log when asked for.
 */
export type Card = {
  readonly title: string
  readonly productKind: ProductKind | null
  /** Whether the product bundles others: it bears the name of its leading part, which goes before it. */
  readonly isComposite: boolean
  readonly audiences: readonly Audience[]
  /** Own themes and all their ancestors, as ids and slugs. */
  readonly themes: readonly string[]
  readonly lifeEvents: readonly string[]
  /** Id, slug of the competent organisation; type for the filter. */
  readonly organisation: {
    readonly id: string
    readonly slug: string
    readonly type: OrganisationType
  } | null
  /** Labels and URIs of uniform product names. */
  readonly upn: readonly string[]
  /** Words for the limited search: title, names, keywords, synonyms, alternative questions. */
  readonly words: readonly string[]
  /** Ids of the products that a question belongs to. */
  readonly productIds: readonly string[]
}
