import { describe, expect, it } from 'vitest'
import { isWithin } from './standing'

describe('comparing with what stands there', () => {
  it('minds every value that is wanted and nothing else', () => {
    expect(isWithin({ a: [{ b: 1 }] }, { a: [{ b: 1, id: 'x' }], c: 2 })).toBe(true)
    expect(isWithin({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toBe(false)
    expect(isWithin({ a: [1] }, { a: [1, 2] })).toBe(false)
    expect(isWithin({ a: [] }, {})).toBe(true)
    expect(isWithin({ a: null }, { a: 'text' })).toBe(false)
  })
})
