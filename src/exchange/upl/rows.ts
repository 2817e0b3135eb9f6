import { CsvError, parse } from 'csv-parse/sync'
import { failed, ok, type Result } from '../../kernel'
import type { ImportProblem } from '../problem'
import { UPL_COLUMNS, type UplColumn } from './columns'

/** One line of the list, its cells by column and without surrounding spaces. */
export type UplRow = { readonly line: number; readonly cells: Readonly<Record<UplColumn, string>> }

/** Splits the CSV into rows; refuses another kind of file, other columns and rows of another width. */
export function readUplRows(text: string): Result<readonly UplRow[], readonly ImportProblem[]> {
  const foreign = foreignFormat(text)
  if (foreign) return failed([{ code: 'file_not_csv', line: null, message: foreign }])
  const records = readRecords(text)
  if (!records.ok) return records
  const [header, ...body] = records.value
  if (!header) return failed([{ code: 'file_empty', line: null, message: 'the file holds no lines' }])
  const headerProblems = checkHeader(header.cells, header.line)
  if (headerProblems.length > 0) return failed(headerProblems)
  if (body.length === 0) return failed([{ code: 'no_rows', line: null, message: 'the file holds no names' }])
  const widths = body.flatMap((record) => checkWidth(record, header.cells.length))
  if (widths.length > 0) return failed(widths)
  return ok(body.map((record) => ({ line: record.line, cells: byColumn(header.cells, record.cells) })))
}

type CsvRecord = { readonly line: number; readonly cells: readonly string[] }

function foreignFormat(text: string): string | null {
  const start = text.replace(/^\uFEFF/u, '').trimStart()
  if (start === '') return 'the file holds only white space'
  if (start.startsWith('<')) return 'this is an HTML or XML file, not the CSV of the uniform product names'
  if (start.startsWith('{') || start.startsWith('[')) return 'this is a JSON file; use the CSV file instead'
  return null
}

function readRecords(text: string): Result<readonly CsvRecord[], readonly ImportProblem[]> {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }
    // One kind of line end, because csv-parse detects one and counts the other as part of a cell.
    const parsed: readonly unknown[] = parse(text.replace(/\r\n?/gu, '\n'), options)
    return ok(parsed.map(asRecord))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return failed([{ code: 'csv_invalid', line: lineOf(error), message: error.message }])
  }
}

/** With `info`, csv-parse gives `{ record, info }`, but its types keep promising bare records (csv-parse 7.0). */
function asRecord(value: unknown): CsvRecord {
  if (typeof value !== 'object' || value === null || !('record' in value) || !('info' in value)) {
    throw new TypeError('csv-parse gave a record without its line')
  }
  const { record, info } = value as { record: string[]; info: { lines: number } }
  const innerLines = record.join('').split('\n').length - 1
  return { line: info.lines - innerLines, cells: record }
}

const lineOf = (error: CsvError): number | null => (typeof error.lines === 'number' ? error.lines : null)

function checkHeader(header: readonly string[], line: number): readonly ImportProblem[] {
  const problem = (code: string, message: string) => ({ code, line, message })
  if (header.length === 1 && header[0]?.includes(';')) {
    return [problem('separator_wrong', 'the columns are separated by semicolons; the list uses commas')]
  }
  const known: readonly string[] = UPL_COLUMNS
  const repeated = header.filter((name, index) => header.indexOf(name) !== index)
  return [
    ...UPL_COLUMNS.filter((name) => !header.includes(name)).map((name) =>
      problem('column_missing', `column "${name}" is missing`),
    ),
    ...header
      .filter((name) => !known.includes(name))
      .map((name) => problem('column_unknown', `column "${name}" is unknown`)),
    ...repeated.map((name) => problem('column_repeated', `column "${name}" occurs more than once`)),
  ]
}

function checkWidth({ line, cells }: CsvRecord, expected: number): readonly ImportProblem[] {
  if (cells.length === expected) return []
  const message = `${cells.length} columns instead of ${expected}`
  return [{ code: 'row_width', line, message }]
}

function byColumn(header: readonly string[], cells: readonly string[]): Readonly<Record<UplColumn, string>> {
  const entries = UPL_COLUMNS.map((name) => [name, cells[header.indexOf(name)] ?? ''] as const)
  return Object.fromEntries(entries) as Record<UplColumn, string>
}
