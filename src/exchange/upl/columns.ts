import type { UplFlag } from './release'

/** The twenty columns of the national CSV, in its order; flags by the word used for them here. */
export const UPL_COLUMNS = [
  'UniformeProductnaam',
  'URI',
  'Rijk',
  'Provincie',
  'Waterschap',
  'Gemeente',
  'Burger',
  'Bedrijf',
  'Dienstenwet',
  'SDG',
  'Autonomie',
  'Medebewind',
  'Aanvraag',
  'Subsidie',
  'Melding',
  'Verplichting',
  'DigiDMacht',
  'Grondslag',
  'Grondslaglabel',
  'Grondslaglink',
] as const
export type UplColumn = (typeof UPL_COLUMNS)[number]

export const FLAG_COLUMNS: Readonly<Record<UplFlag, UplColumn>> = {
  national: 'Rijk',
  province: 'Provincie',
  waterBoard: 'Waterschap',
  municipality: 'Gemeente',
  resident: 'Burger',
  business: 'Bedrijf',
  servicesDirective: 'Dienstenwet',
  autonomy: 'Autonomie',
  coGovernance: 'Medebewind',
  application: 'Aanvraag',
  subsidy: 'Subsidie',
  notification: 'Melding',
  obligation: 'Verplichting',
  digidMandate: 'DigiDMacht',
}
