import type { Brand } from '../../kernel'

/**
 * URI of a uniform product name, exactly as the national list spells it: `http` (never `https`) and case-sensitive.
 * Only `parseUplRelease` makes one.
 */
export type UpnUri = Brand<string, 'UpnUri'>

/** Where every uniform product name lives, per the OWMS standard. */
export const UPN_URI_PREFIX = 'http://standaarden.overheid.nl/owms/terms/'

/**
 * What the list says about a name with an `X`: which governments offer it, for whom, what the law makes of it and what a
 * resident does with it. In the order of the columns.
 */
export const UPL_FLAGS = [
  'national',
  'province',
  'waterBoard',
  'municipality',
  'resident',
  'business',
  'servicesDirective',
  'autonomy',
  'coGovernance',
  'application',
  'subsidy',
  'notification',
  'obligation',
  'digidMandate',
] as const
export type UplFlag = (typeof UPL_FLAGS)[number]

/** Law or by-law behind a name. */
export type UplLegalBasis = {
  /** OWMS identifier of the legal basis. */
  readonly uri: string | null
  readonly label: string
  /** Where the text can be read (JCI link); not every basis has one. */
  readonly url: string | null
}

/** One uniform product name: all rows of the list with its URI taken together. */
export type UplName = {
  readonly label: string
  readonly uri: UpnUri
  /** In the order of `UPL_FLAGS`. */
  readonly flags: readonly UplFlag[]
  /** Codes of the information areas of the Single Digital Gateway, sorted. */
  readonly sdgCodes: readonly string[]
  /** Sorted by URI, then label. */
  readonly legalBases: readonly UplLegalBasis[]
}

/** The list as published on one day. Names are sorted by URI, so that the order of rows makes no difference. */
export type UplRelease = { readonly names: readonly UplName[]; readonly rows: number }
