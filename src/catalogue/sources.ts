import type { CalendarDay, Instant } from '../kernel'
import type {
  Audience,
  Channel,
  Locale,
  LoginMeans,
  NextStepKind,
  OrganisationType,
  ProductKind,
  RequestChannelKind,
  SectionKey,
} from './codes'
import type { Address, LocalizedText, OpeningHours } from './facts'

/** Lexical editor state as Payload stores it: `{ root: { children: [...] } }`. Parsed by `answers/rich-text`. */
export type RichText = { readonly root: { readonly children: readonly unknown[] } }

/** What an editor wrote for one channel, in one language. Empty parts are null: they are inherited. */
export type AnswerSource = {
  readonly channel: Channel
  readonly question: string | null
  readonly short: RichText | null
  readonly body: RichText | null
  readonly nextStep: {
    readonly kind: NextStepKind
    readonly label: string | null
    readonly url: string | null
  } | null
  readonly links: readonly { readonly label: string; readonly url: string }[]
  /** Chat only: hand the resident over to a person instead of answering. */
  readonly handOver: boolean
}

export type SectionSource = {
  readonly key: SectionKey
  readonly title: string | null
  readonly text: RichText
}

/** A product as its editors keep it, in one language, relations as ids. */
export type ProductSource = {
  readonly id: string
  readonly locale: Locale
  readonly slug: string
  readonly title: string
  readonly kind: ProductKind
  readonly summary: string | null
  readonly uplIds: readonly string[]
  readonly audiences: readonly Audience[]
  /** Who is competent (bevoegd gezag). */
  readonly organisationId: string
  /** Who answers; null: the competent organisation itself. */
  readonly serviceDeskId: string | null
  readonly departmentIds: readonly string[]
  readonly themeIds: readonly string[]
  readonly lifeEventIds: readonly string[]
  readonly sections: readonly SectionSource[]
  readonly answers: readonly AnswerSource[]
  readonly requestChannels: readonly {
    readonly kind: RequestChannelKind
    readonly label: string | null
    readonly url: string | null
    readonly loginMeans: readonly LoginMeans[]
    readonly appointment: boolean
    readonly appointmentUrl: string | null
  }[]
  /** Facts shown as key facts even when no text binds them. */
  readonly factIds: readonly string[]
  readonly relatedIds: readonly string[]
  /** Parts of a composite product (meervoudig product), in order. */
  readonly partIds: readonly string[]
  readonly locationIds: readonly string[]
  readonly imageId: string | null
  readonly legalBasis: readonly { readonly label: string; readonly url: string | null }[]
  readonly keywords: readonly string[]
  readonly synonyms: readonly string[]
  readonly publishFrom: Instant | null
  readonly publishUntil: Instant | null
  readonly reviewBy: CalendarDay | null
  readonly provenance: { readonly system: string; readonly sourceUrl: string | null } | null
  /** Agent-only. Never part of a public record. */
  readonly deskMemo: RichText | null
}

/** A question with its answer (VAC, vraag-antwoordcombinatie), in one language. */
export type QuestionSource = {
  readonly id: string
  readonly locale: Locale
  readonly slug: string
  readonly question: string
  readonly alternativeQuestions: readonly string[]
  readonly audiences: readonly Audience[]
  readonly organisationId: string
  readonly productIds: readonly string[]
  readonly themeIds: readonly string[]
  readonly answers: readonly AnswerSource[]
  readonly keywords: readonly string[]
  readonly publishFrom: Instant | null
  readonly publishUntil: Instant | null
  readonly reviewBy: CalendarDay | null
  readonly deskMemo: RichText | null
}

export type OrganisationSource = {
  readonly id: string
  readonly slug: string
  readonly name: LocalizedText
  readonly type: OrganisationType
  /** OWMS or TOOI identifier, exact (http). */
  readonly uri: string | null
  readonly contact: {
    readonly website: string | null
    readonly phone: string | null
    readonly email: string | null
    readonly visitingAddress: Address | null
    readonly postalAddress: Address | null
  }
  readonly deskMemo: RichText | null
}

export type LocationSource = {
  readonly id: string
  readonly name: LocalizedText
  readonly organisationId: string
  readonly address: Address
  readonly openingHours: OpeningHours
  readonly phone: string | null
  readonly appointmentUrl: string | null
}

export type ThemeSource = {
  readonly id: string
  readonly slug: string
  readonly title: LocalizedText
  readonly parentId: string | null
  readonly uri: string | null
}

export type LifeEventSource = {
  readonly id: string
  readonly slug: string
  readonly title: LocalizedText
  readonly uri: string | null
}

export type UplSource = {
  readonly id: string
  readonly label: string
  readonly uri: string
  readonly endedAt: Instant | null
}
