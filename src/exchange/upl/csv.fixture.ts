import fc from 'fast-check'
import { FLAG_COLUMNS, UPL_COLUMNS, type UplColumn } from './columns'
import {
  UPL_FLAGS,
  UPN_URI_PREFIX,
  type UplFlag,
  type UplLegalBasis,
  type UplName,
  type UpnUri,
} from './release'

/** A name with valid defaults; the test states what matters. */
export function aUplName(id: string, changes: Partial<Omit<UplName, 'uri'>> = {}): UplName {
  return {
    label: id.toLowerCase(),
    uri: `${UPN_URI_PREFIX}${id}` as UpnUri,
    flags: ['municipality', 'resident'],
    sdgCodes: [],
    legalBases: [],
    ...changes,
  }
}

/** The rows of a name as the national list has them: one per legal basis. */
export function rowsOf(name: UplName): readonly string[] {
  const bases: readonly (UplLegalBasis | null)[] = name.legalBases.length > 0 ? name.legalBases : [null]
  return bases.map((basis) => UPL_COLUMNS.map((column) => quoted(cellOf(name, basis, column))).join(','))
}

/** The list as the national site publishes it: byte order mark, header, one row per legal basis. */
export function csvOf(rows: readonly string[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${[UPL_COLUMNS.join(','), ...rows].join('\n')}\n`)
}

const quoted = (cell: string) => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

function cellOf(name: UplName, basis: UplLegalBasis | null, column: UplColumn): string {
  const flag = UPL_FLAGS.find((candidate) => FLAG_COLUMNS[candidate] === column)
  if (flag) return name.flags.includes(flag) ? 'X' : ''
  const texts: Partial<Record<UplColumn, string>> = {
    UniformeProductnaam: name.label,
    URI: name.uri,
    SDG: name.sdgCodes.join(';'),
    Grondslag: basis?.uri ?? '',
    Grondslaglabel: basis?.label ?? '',
    Grondslaglink: basis?.url ?? '',
  }
  return texts[column] ?? ''
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const word = fc.stringMatching(/^[a-zë"(),;'\\-]{1,12}$/u)
const anUplLegalBasis: fc.Arbitrary<UplLegalBasis> = fc.record({
  uri: fc.nat(9999).map((n) => `${UPN_URI_PREFIX}Wet_art_${n}`),
  label: word,
  url: fc.option(fc.nat(9999).map((n) => `https://wetten.example/jci1.3:c:BWBR${n}&artikel=1`)),
})

/** Any list that the parser must accept, names and legal bases in the order in which it gives them back. */
export const anyUplNames: fc.Arbitrary<readonly UplName[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z_()]{1,8}$/u),
      label: word,
      flags: fc.subarray<UplFlag>([...UPL_FLAGS]),
      sdgCodes: fc.subarray(['A1', 'B4', 'B9', 'N1']),
      legalBases: fc.uniqueArray(anUplLegalBasis, { selector: (basis) => basis.uri, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 12, selector: ({ id }) => id },
  )
  .map((items) =>
    items
      .map(({ id, label, legalBases, ...rest }, index) => ({
        ...rest,
        uri: `${UPN_URI_PREFIX}${id}` as UpnUri,
        label: `${label}${index}`,
        legalBases: [...legalBases].sort((a, b) => byCodeUnit(a.uri ?? '', b.uri ?? '')),
      }))
      .sort((a, b) => byCodeUnit(a.uri, b.uri)),
  )
