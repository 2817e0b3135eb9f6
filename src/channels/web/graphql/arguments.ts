import type { Channel, ItemKind, Locale, OrganisationType } from '../../../catalogue'
import type { Instant } from '../../../kernel'
import type { CardFilter, ItemKey } from '../../../publications'
import { ReaderError } from './errors'

/** Arguments as the schema lets them through; an explicit null counts as absent. */
export type Given<T> = { readonly [K in keyof T]?: T[K] | null | undefined }

export type ItemArguments = Given<{ id: string; slug: string; upn: string; locale: Locale; at: Instant }>
export type ListArguments = Given<{
  filter: Given<FilterArgument>
  first: number
  after: string
  locale: Locale
}>
export type FilterArgument = Omit<Required<CardFilter>, 'productId'> & { product: string }
export type SearchArguments = Given<{
  channel: Channel
  filter: Given<FilterArgument & { kinds: readonly ItemKindName[] }>
  first: number
  locale: Locale
}> & { readonly query: string }
export type ChangeArguments = Given<{ after: string; first: number; kinds: readonly ItemKindName[] }>
export type OrganisationArguments = Given<{ type: OrganisationType; locale: Locale }>

/** Most items a page may have. */
export const MAX_FIRST = 100
const MAX_TEXT_LENGTH = 200

/** Exactly one of the keys; throws BAD_USER_INPUT for none, several or an empty one. */
export function itemKeyOf(
  { id, slug, upn }: Given<{ id: string; slug: string; upn: string }>,
  names: string,
): ItemKey {
  const keys: ItemKey[] = []
  if (id != null) keys.push({ id })
  if (slug != null) keys.push({ slug })
  if (upn != null) keys.push({ upn })
  const [key, ...more] = keys
  if (!key || more.length > 0) throw new ReaderError('BAD_USER_INPUT', `Give exactly one of ${names}.`)
  return key
}

/** The number of items asked for; throws BAD_USER_INPUT outside 1 to 100. */
export function firstOf(first: number | null | undefined, standard: number): number {
  const wanted = first ?? standard
  if (wanted >= 1 && wanted <= MAX_FIRST) return wanted
  throw new ReaderError(
    'BAD_USER_INPUT',
    `\`first\` is ${wanted}, but must be from 1 to ${MAX_FIRST}. Ask for more in pages, with \`after\`.`,
  )
}

/** The moment asked for, null for now; throws BAD_USER_INPUT for the future, of which nobody knows what readers will see. */
export function momentOf(at: Instant | null | undefined, now: Instant): Instant | null {
  if (at == null) return null
  if (at <= now) return at
  throw new ReaderError(
    'BAD_USER_INPUT',
    `\`at\` lies in the future. Give a moment until now (${now}), or leave it out for what holds now.`,
  )
}

export function filterOf(filter: Given<FilterArgument> | null | undefined): CardFilter {
  if (filter == null) return {}
  const { theme, lifeEvent, audience, organisation, organisationType, upn, kind, text, product } = filter
  if (text != null) checkText('filter.text', text)
  return {
    ...(theme != null && { theme }),
    ...(lifeEvent != null && { lifeEvent }),
    ...(audience != null && { audience }),
    ...(organisation != null && { organisation }),
    ...(organisationType != null && { organisationType }),
    ...(upn != null && { upn }),
    ...(kind != null && { kind }),
    ...(text != null && { text }),
    ...(product != null && { productId: product }),
  }
}

/** Throws BAD_USER_INPUT for a text longer than anybody types. */
export function checkText(name: string, text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text
  throw new ReaderError(
    'BAD_USER_INPUT',
    `\`${name}\` has ${text.length} characters, but may have ${MAX_TEXT_LENGTH}. Shorten it.`,
  )
}

const KIND_NAMES = {
  product: 'PRODUCT',
  question: 'QUESTION',
  organisation: 'ORGANISATION',
  location: 'LOCATION',
  theme: 'THEME',
  lifeEvent: 'LIFE_EVENT',
} as const satisfies Record<ItemKind, string>
export type ItemKindName = (typeof KIND_NAMES)[ItemKind]

const KINDS: Readonly<Record<ItemKindName, ItemKind>> = {
  PRODUCT: 'product',
  QUESTION: 'question',
  ORGANISATION: 'organisation',
  LOCATION: 'location',
  THEME: 'theme',
  LIFE_EVENT: 'lifeEvent',
}

export const kindNameOf = (kind: ItemKind): ItemKindName => KIND_NAMES[kind]
export const kindOf = (name: ItemKindName): ItemKind => KINDS[name]
