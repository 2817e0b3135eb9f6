import {
  UPL_FLAGS,
  type StoredUplName,
  type UplFlag,
  type UplLegalBasis,
  type UplName,
  type UpnUri,
} from '../../exchange/upl'
import { asInstant, type Instant } from '../../kernel'
import { isTrue, manyOf, type Row, rowsOf, textOf } from './raw-row'

/** Where each flag of the national list is kept: as one of the choices of a field, or as a box to tick. */
const PLACES: Readonly<Record<UplFlag, readonly [field: string, choice?: string]>> = {
  national: ['layers', 'state'],
  province: ['layers', 'province'],
  waterBoard: ['layers', 'waterBoard'],
  municipality: ['layers', 'municipality'],
  resident: ['audiences', 'resident'],
  business: ['audiences', 'business'],
  servicesDirective: ['servicesAct'],
  autonomy: ['lawType', 'autonomy'],
  coGovernance: ['lawType', 'coGovernance'],
  application: ['requestKinds', 'application'],
  subsidy: ['requestKinds', 'subsidy'],
  notification: ['requestKinds', 'report'],
  obligation: ['requestKinds', 'obligation'],
  digidMandate: ['digidMandate'],
}

/** A name as the collection of uniform product names stores it. */
export function dataOfUplName(name: UplName, endedAt: Instant | null): Record<string, unknown> {
  const data: Record<string, unknown> = {
    label: name.label,
    uri: name.uri,
    sdgCodes: [...name.sdgCodes],
    legalBases: name.legalBases.map(({ label, uri, url }) => ({ label, uri, link: url })),
    endedAt,
  }
  for (const flag of UPL_FLAGS) {
    const [field, choice] = PLACES[flag]
    const isSet = name.flags.includes(flag)
    if (choice === undefined) data[field] = isSet
    else data[field] = [...chosen(data[field]), ...(isSet ? [choice] : [])]
  }
  return data
}

/** The other way round. Throws for a row without id, since nothing could be written to it. */
export function storedUplName(row: Row): StoredUplName {
  const id = textOf(row['id'])
  if (id === null) throw new Error('A stored uniform product name has no id')
  const { endedAt } = row
  const name: UplName = {
    label: textOf(row['label']) ?? '',
    // Only imports and administrators write it; compared with parsed ones as text.
    uri: (textOf(row['uri']) ?? '') as UpnUri,
    flags: UPL_FLAGS.filter((flag) => isFlagged(row, flag)),
    sdgCodes: chosen(row['sdgCodes']),
    legalBases: rowsOf(row['legalBases']).map(legalBasisOf),
  }
  return {
    id,
    name,
    endedAt: asInstant(endedAt instanceof Date ? endedAt.toISOString() : (textOf(endedAt) ?? '')),
  }
}

function isFlagged(row: Row, flag: UplFlag): boolean {
  const [field, choice] = PLACES[flag]
  return choice === undefined ? isTrue(row[field]) : manyOf([choice], row[field]).length > 0
}

const legalBasisOf = (row: Row): UplLegalBasis => ({
  uri: textOf(row['uri']),
  label: textOf(row['label']) ?? '',
  url: textOf(row['link']),
})

const chosen = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
