/** Languages in which the catalogue is published. Dutch is the master; English may be absent. */
export const LOCALES = ['nl', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** Channels through which a resident gets an answer. `general` is the parent of all others. */
export const CHANNELS = ['general', 'web', 'counter', 'phone', 'chat', 'email', 'letter', 'text'] as const
export type Channel = (typeof CHANNELS)[number]

/** Uniform for whom something is meant; mapped to each standard's own spelling at the edge. */
export const AUDIENCES = ['resident', 'business'] as const
export type Audience = (typeof AUDIENCES)[number]

export const PRODUCT_KINDS = ['product', 'service'] as const
export type ProductKind = (typeof PRODUCT_KINDS)[number]

/** Kinds of government organisation, after OWMS and TOOI. `body` is an agency or independent body (ZBO, agentschap). */
export const ORGANISATION_TYPES = [
  'municipality',
  'province',
  'waterBoard',
  'ministry',
  'body',
  'ggd',
  'other',
] as const
export type OrganisationType = (typeof ORGANISATION_TYPES)[number]

/** Sections of a product's master text, in reading order. */
export const SECTION_KEYS = [
  'intro',
  'apply',
  'conditions',
  'evidence',
  'costs',
  'term',
  'appeal',
  'noReply',
  'remarks',
  'contact',
  'result',
  'legal',
] as const
export type SectionKey = (typeof SECTION_KEYS)[number]

/** Ways in which a resident can ask for a product. */
export const REQUEST_CHANNELS = ['online', 'counter', 'phone', 'post', 'email'] as const
export type RequestChannelKind = (typeof REQUEST_CHANNELS)[number]

export const LOGIN_MEANS = ['digid', 'eherkenning', 'eidas', 'none'] as const
export type LoginMeans = (typeof LOGIN_MEANS)[number]

/** What an agent or resident does next when the answer alone does not settle it. */
export const NEXT_STEPS = ['apply', 'callBack', 'transfer', 'refer', 'visit', 'none'] as const
export type NextStepKind = (typeof NEXT_STEPS)[number]

export const FACT_KINDS = [
  'amount',
  'duration',
  'date',
  'phone',
  'email',
  'address',
  'url',
  'openingHours',
  'number',
  'documents',
  'text',
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** Units of a `number` fact, written out per language by the formatter. */
export const NUMBER_UNITS = [
  'none',
  'percent',
  'year',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'person',
  'piece',
  'km',
  'm',
  'm2',
  'm3',
  'kg',
  'litre',
] as const
export type NumberUnit = (typeof NUMBER_UNITS)[number]

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Kinds of item that readers get through the publication log. */
export const ITEM_KINDS = ['product', 'question', 'organisation', 'location', 'theme', 'lifeEvent'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]
