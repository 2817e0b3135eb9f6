import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson, contentHashOf } from './json'

it('gives the same hash whatever the order of the keys', () => {
  expect(contentHashOf({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
    contentHashOf({ a: true, b: [1, { c: 'x', d: null }] }),
  )
})

it('is JSON that reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value))
      expect(JSON.parse(canonicalJson(plain))).toEqual(plain)
    }),
  )
})

it('refuses what JSON cannot carry', () => {
  expect(() => canonicalJson({ price: Number.NaN })).toThrow(TypeError)
  expect(() => canonicalJson([() => 1])).toThrow(TypeError)
})
