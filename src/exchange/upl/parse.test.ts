import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aUplName, anyUplNames, csvOf, rowsOf } from './csv.fixture'
import { parseUplRelease } from './parse'

const passport = aUplName('paspoort', {
  flags: ['national', 'municipality'],
  sdgCodes: ['A1'],
  legalBases: [
    {
      uri: 'http://standaarden.overheid.nl/owms/terms/Ppw_art_26',
      label: 'Artikel 26 Paspoortwet',
      url: null,
    },
  ],
})
const extract = aUplName('brpUittr', { label: 'brp-uittreksel' })

const bytes = (text: string) => new TextEncoder().encode(text)
const problemsOf = (file: Uint8Array) => {
  const parsed = parseUplRelease(file)
  return parsed.ok ? [] : parsed.error
}
/** The list with the rows of `names`, after `edit` changed its text. */
const edited = (edit: (csv: string) => string, names = [passport, extract]) =>
  bytes(edit(new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvOf(names.flatMap(rowsOf)))))

describe('reading the uniform product names', () => {
  it('takes the rows of one URI together and unites their flags, codes and legal bases', () => {
    const [first, second] = [
      aUplName('aanschrijving', { flags: ['municipality'], sdgCodes: ['B4'] }),
      aUplName('aanschrijving', { flags: ['national'], sdgCodes: ['A1'] }),
    ].map((name, index) => ({
      ...name,
      legalBases: [
        { uri: `http://standaarden.overheid.nl/owms/terms/Wet_${index}`, label: 'Wet', url: null },
      ],
    }))
    const parsed = parseUplRelease(csvOf([...rowsOf(first ?? extract), ...rowsOf(second ?? extract)]))
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        rows: 2,
        names: [{ flags: ['national', 'municipality'], sdgCodes: ['A1', 'B4'], legalBases: [{}, {}] }],
      },
    })
  })

  it('gives back what was written, for any list', () => {
    fc.assert(
      fc.property(anyUplNames, (names) => {
        const parsed = parseUplRelease(csvOf(names.flatMap(rowsOf)))
        expect(parsed).toEqual({ ok: true, value: { names, rows: names.flatMap(rowsOf).length } })
      }),
    )
  })

  it('gives the same release for any order of the rows', () => {
    const shuffledRows = anyUplNames.chain((names) => {
      const rows = names.flatMap(rowsOf)
      return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))
    })
    fc.assert(
      fc.property(shuffledRows, ([rows, shuffled]) => {
        expect(parseUplRelease(csvOf(shuffled))).toEqual(parseUplRelease(csvOf(rows)))
      }),
    )
  })

  it('reads a file without byte order mark, with Windows line ends and with columns in another order', () => {
    const plain = edited((csv) => csv.replace('\uFEFF', '').replaceAll('\n', '\r\n'))
    expect(parseUplRelease(plain)).toEqual(parseUplRelease(csvOf([passport, extract].flatMap(rowsOf))))
    const turned = edited((csv) =>
      csv
        .split('\n')
        .map((line) => (line === '' ? line : line.split(',').reverse().join(',')))
        .join('\n')
        .replace('\uFEFF', ''),
    )
    expect(parseUplRelease(turned)).toEqual(parseUplRelease(plain))
  })

  it.each([
    ['an empty file', bytes(''), 'file_empty', null],
    ['white space only', bytes(' \n\n'), 'file_not_csv', null],
    ['a web page', bytes('<!doctype html><title>404</title>'), 'file_not_csv', null],
    ['JSON', bytes('{"results": []}'), 'file_not_csv', null],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'file_not_text', null],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x55, 0x00]), 'encoding_unsupported', null],
    ['semicolons', edited((csv) => csv.replaceAll(',', ';')), 'separator_wrong', 1],
    ['a missing column', edited((csv) => csv.replace(',SDG,', ',Sdg,')), 'column_missing', 1],
    ['an unknown column', edited((csv) => csv.replace('\n', ',Extra\n')), 'column_unknown', 1],
    ['a repeated column', edited((csv) => csv.replace('\n', ',URI\n')), 'column_repeated', 1],
    ['a header only', csvOf([]), 'no_rows', null],
    ['a row that stops early', edited((csv) => `${csv}aangifte,http\n`), 'row_width', 4],
    ['a quote that never closes', edited((csv) => `${csv}"aangifte`), 'csv_invalid', 4],
    ['an empty name', edited((csv) => csv.replace('\npaspoort,', '\n,')), 'label_missing', 2],
    ['an empty URI', edited((csv) => csv.replace(extract.uri, '')), 'uri_invalid', 3],
    [
      'an https URI',
      edited((csv) => csv.replace(extract.uri, extract.uri.replace('http', 'https'))),
      'uri_invalid',
      3,
    ],
    [
      'another web address',
      edited((csv) => csv.replace(extract.uri, 'http://example.org/x')),
      'uri_invalid',
      3,
    ],
    ['a strange mark', edited((csv) => csv.replace(',X,', ',ja,')), 'flag_invalid', 2],
    ['a strange SDG code', edited((csv) => csv.replace(',A1,', ',burger,')), 'sdg_code_invalid', 2],
    [
      'a nameless legal basis',
      edited((csv) => csv.replace('Artikel 26 Paspoortwet', '')),
      'legal_basis_without_label',
      2,
    ],
    ['a text that was damaged before', edited((csv) => csv.replace('brp-', 'brpÃ«-')), 'encoding_damaged', 3],
    ['the same row twice', csvOf([passport, passport].flatMap(rowsOf)), 'row_repeated', 3],
    [
      'one URI with two names',
      csvOf([passport, { ...passport, label: 'pas' }].flatMap(rowsOf)),
      'uri_with_two_labels',
      3,
    ],
    [
      'one name with two URIs',
      csvOf([passport, aUplName('pas', { label: 'paspoort' })].flatMap(rowsOf)),
      'label_with_two_uris',
      3,
    ],
    [
      'URIs that differ in case',
      csvOf([extract, aUplName('BrpUittr', { label: 'ander' })].flatMap(rowsOf)),
      'uri_case',
      3,
    ],
  ])('refuses %s and names the line', (_, file, code, line) => {
    expect(problemsOf(file)).toContainEqual(expect.objectContaining({ code, line }))
  })

  it('names every line with bytes that are not UTF-8', () => {
    const csv = csvOf([passport, extract].flatMap(rowsOf))
    const latin1 = new Uint8Array([...csv, 0xeb, 0x0a, 0x61, 0x0a, 0xe9])
    expect(problemsOf(latin1).map(({ code, line }) => [code, line])).toEqual([
      ['encoding_invalid', 4],
      ['encoding_invalid', 6],
    ])
  })

  it('counts lines right after a cell that runs over two lines', () => {
    const spread = aUplName('spread', { legalBases: [{ uri: null, label: 'Artikel 1\nen 2', url: null }] })
    const wrong = rowsOf(extract).map((row) => row.replace('http:', 'https:'))
    expect(problemsOf(csvOf([...rowsOf(spread), ...wrong]))).toMatchObject([{ line: 4 }])
  })

  it('names all problems at once', () => {
    const file = edited((csv) => csv.replaceAll('http://standaarden.overheid.nl/owms/terms/', 'urn:'))
    expect(problemsOf(file).map(({ line }) => line)).toEqual([2, 3])
  })
})
