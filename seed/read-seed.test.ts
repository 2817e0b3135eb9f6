import { describe, expect, it } from 'vitest'
import { checkFile } from './read-seed'
import { factSchema, productSchema } from './schema'
import { z } from 'zod'

const problemsOf = (text: string, schema: z.ZodType) => {
  const outcome = checkFile('seed/products/x.yaml', text, schema)
  return Array.isArray(outcome) ? outcome.join('\n') : ''
}
const PRODUCT = `
upl: [paspoort]
organisation: dommelrode
themes: [rijbewijs]
reviewBy: 2027-01-15
nl:
  title: Titel
  summary: Samenvatting
  answers: { general: Tekst }
`
const fact = (kind: string, value: string) =>
  `[{ key: a, kind: ${kind}, label: L, owner: o, source: s, value: ${value} }]`

describe('a file of the seed', () => {
  it('is read when it is right', () => {
    expect(problemsOf(PRODUCT, productSchema)).toBe('')
  })

  it.each([
    ['a key that does not exist', `${PRODUCT}prijs: 3\n`, /x\.yaml: whole file: .*prijs/],
    [
      'no general answer',
      PRODUCT.replace('general', 'phone'),
      /nl\.answers: write at least the answer "general"/,
    ],
    ['a channel that does not exist', PRODUCT.replace('general', 'fax'), /nl\.answers.*fax/s],
    [
      'a day that does not exist',
      PRODUCT.replace('2027-01-15', '2027-02-30'),
      /reviewBy: write a day that exists/,
    ],
    ['broken YAML', 'nl: [', /x\.yaml:1: this is no valid YAML/],
  ])('is refused with file and place: %s', (_, text, message) => {
    expect(problemsOf(text, productSchema)).toMatch(message)
  })

  it.each([
    ['amount', '83.875', /0\.value: use at most two decimals/],
    ['duration', 'vijf dagen', /0\.value: write a term as "5 werkdagen"/],
    ['phone', 'onbekend', /0\.value: write a phone number/],
    ['url', 'www.example.nl', /0\.value: write a whole web address/],
  ])('is refused when a fact of kind %s has the value %s', (kind, value, message) => {
    expect(problemsOf(fact(kind, value), z.array(factSchema))).toMatch(message)
  })

  it('keeps money in whole cents', () => {
    const outcome = checkFile('seed/facts.yaml', fact('amount', '83.87'), z.array(factSchema))
    expect(outcome).toMatchObject({ value: [{ value: 8387 }] })
  })
})
