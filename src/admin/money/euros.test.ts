import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centsOf, eurosOf } from './euros'

describe('amounts in euros', () => {
  it.each([
    [8387, '83,87'],
    [0, '0,00'],
    [5, '0,05'],
    [123450, '1.234,50'],
    [100000000, '1.000.000,00'],
  ])('shows %i cents as %s', (cents, euros) => {
    expect(eurosOf(cents)).toBe(euros)
  })

  it.each([
    ['83,87', 8387],
    ['€ 83,87', 8387],
    ['83', 8300],
    ['83,5', 8350],
    ['83.87', 8387],
    ['1.234', 123400],
    ['1.234,50', 123450],
    ['1234,50', 123450],
    ['83,-', 8300],
    ['', null],
    [' ', null],
  ])('reads "%s" as %s cents', (text, cents) => {
    expect(centsOf(text)).toEqual({ ok: true, value: cents })
  })

  it.each(['gratis', '83,875', '1.23,50', '83.8', '-5', '1,234.50', '8 euro', '99999999999999999999'])(
    'refuses "%s"',
    (text) => {
      expect(centsOf(text)).toEqual({ ok: false, error: 'not_an_amount' })
    },
  )

  it('reads back every amount that it shows', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000_00), (cents) => {
        expect(centsOf(eurosOf(cents))).toEqual({ ok: true, value: cents })
      }),
    )
  })
})
