import type {
  LifeEventSource,
  Locale,
  LocationSource,
  OrganisationSource,
  ProductSource,
  QuestionSource,
  ThemeSource,
} from '../../catalogue'
import type { Result } from '../../kernel'
import type { Problem } from '../problems'
import type { Card, DeskRecord, PublicRecord } from '../record'

/** Anything that is published, as its editors keep it. */
export type ItemSource =
  | { readonly kind: 'product'; readonly source: ProductSource }
  | { readonly kind: 'question'; readonly source: QuestionSource }
  | { readonly kind: 'organisation'; readonly source: OrganisationSource }
  | { readonly kind: 'location'; readonly source: LocationSource }
  | { readonly kind: 'theme'; readonly source: ThemeSource }
  | { readonly kind: 'lifeEvent'; readonly source: LifeEventSource }

/** What readers would get at one moment. Problems that do not stand in the way are `notices`. */
export type Compiled<R extends PublicRecord> = {
  readonly record: R
  readonly desk: DeskRecord | null
  readonly card: Card
  readonly slug: string
  /** Facts that the item binds, in public and in agent-only text. */
  readonly factIds: readonly string[]
  readonly notices: readonly Problem[]
}

export type Compilation<R extends PublicRecord> = Result<Compiled<R>, readonly Problem[]>

/**
 * How facts without a value on the day are taken. `refuse`: a problem. `last`: their last value stands and the answer is marked
 * overdue; for moments to come, so that one fact that ends does not keep the others from changing.
 */
export type EndedFacts = 'refuse' | 'last'

/** The language of a record, where a source holds all languages. */
export type CompileOptions = { readonly locale: Locale; readonly endedFacts: EndedFacts }
