import { failed, ok, type Result } from '../../kernel'
import { decodeUtf8 } from '../decode'
import type { ImportProblem } from '../problem'
import { FLAG_COLUMNS } from './columns'
import { contradictions } from './contradictions'
import {
  UPL_FLAGS,
  UPN_URI_PREFIX,
  type UplFlag,
  type UplLegalBasis,
  type UplName,
  type UplRelease,
  type UpnUri,
} from './release'
import { readUplRows, type UplRow } from './rows'

/**
 * Reads the national list of uniform product names (UPL) as published by standaarden.overheid.nl: one row per legal basis,
 * taken together by URI. Either the whole file is right, or every problem is named and nothing is returned.
 */
export function parseUplRelease(bytes: Uint8Array): Result<UplRelease, readonly ImportProblem[]> {
  const text = decodeUtf8(bytes)
  if (!text.ok) return text
  const rows = readUplRows(text.value)
  if (!rows.ok) return rows
  const problems = [...rows.value.flatMap(rowProblems), ...contradictions(rows.value)]
  if (problems.length > 0) return failed(problems)
  return ok({ names: namesOf(rows.value), rows: rows.value.length })
}

function rowProblems({ line, cells }: UplRow): readonly ImportProblem[] {
  const problem = (code: string, message: string) => ({ code, line, message })
  const problems: ImportProblem[] = []
  if (cells.UniformeProductnaam === '') problems.push(problem('label_missing', 'the name is empty'))
  const uriTrouble = troubleWithUri(cells.URI)
  if (uriTrouble) problems.push(problem('uri_invalid', uriTrouble))
  for (const flag of UPL_FLAGS) {
    const cell = cells[FLAG_COLUMNS[flag]]
    if (cell !== '' && cell !== 'X') {
      problems.push(
        problem('flag_invalid', `column "${FLAG_COLUMNS[flag]}" holds "${cell}" instead of X or nothing`),
      )
    }
  }
  const strangeCodes = sdgCodesOf(cells.SDG).filter((code) => !/^[A-Z]\d{1,2}$/u.test(code))
  for (const code of strangeCodes) problems.push(problem('sdg_code_invalid', `"${code}" is no SDG code`))
  if (cells.Grondslaglabel === '' && (cells.Grondslag !== '' || cells.Grondslaglink !== '')) {
    problems.push(problem('legal_basis_without_label', 'the legal basis has no label'))
  }
  return problems
}

function troubleWithUri(uri: string): string | null {
  if (uri === '') return 'the URI is empty'
  if (uri.startsWith(UPN_URI_PREFIX.replace('http:', 'https:'))) {
    return `"${uri}" begins with https; uniform product names are http URIs`
  }
  const isTerm = uri.startsWith(UPN_URI_PREFIX) && uri.length > UPN_URI_PREFIX.length && !/\s/u.test(uri)
  return isTerm ? null : `"${uri}" is no URI of a uniform product name (${UPN_URI_PREFIX}…)`
}

function namesOf(rows: readonly UplRow[]): readonly UplName[] {
  const byUri = new Map<string, UplRow[]>()
  for (const row of rows) {
    const group = byUri.get(row.cells.URI)
    if (group) group.push(row)
    else byUri.set(row.cells.URI, [row])
  }
  return [...byUri].map(([uri, group]) => nameOf(uri, group)).sort((a, b) => compareText(a.uri, b.uri))
}

function nameOf(uri: string, rows: readonly UplRow[]): UplName {
  return {
    label: rows[0]?.cells.UniformeProductnaam ?? '',
    // Checked by troubleWithUri before any name is made.
    uri: uri as UpnUri,
    flags: UPL_FLAGS.filter((flag) => rows.some((row) => hasFlag(row, flag))),
    sdgCodes: [...new Set(rows.flatMap((row) => sdgCodesOf(row.cells.SDG)))].sort(compareText),
    legalBases: rows.flatMap(legalBasisOf).sort(compareBases),
  }
}

const hasFlag = (row: UplRow, flag: UplFlag) => row.cells[FLAG_COLUMNS[flag]] === 'X'

function sdgCodesOf(cell: string): readonly string[] {
  return cell
    .split(';')
    .map((code) => code.trim())
    .filter((code) => code !== '')
}

function legalBasisOf({ cells }: UplRow): readonly UplLegalBasis[] {
  if (cells.Grondslaglabel === '') return []
  return [{ uri: cells.Grondslag || null, label: cells.Grondslaglabel, url: cells.Grondslaglink || null }]
}

const compareBases = (a: UplLegalBasis, b: UplLegalBasis) =>
  compareText(a.uri ?? '', b.uri ?? '') ||
  compareText(a.label, b.label) ||
  compareText(a.url ?? '', b.url ?? '')

/** By code unit, so that the order is the same on every machine. */
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
