import { describe, expect, it } from 'vitest'
import { addressWithoutSecrets, engineOf, fileOf } from './database-address'

describe('the address of a database', () => {
  it('names the engine', () => {
    expect(engineOf('file:/data/catalogue.db')).toBe('sqlite')
    expect(engineOf('mongodb+srv://example.org/catalogue')).toBe('mongodb')
    expect(fileOf('file:/data/catalogue.db')).toBe('/data/catalogue.db')
  })

  it.each([
    ['mongodb://name:word@a,b/catalogue', 'mongodb://a,b/catalogue'],
    ['mongodb+srv://name:w%40rd@example.org/catalogue?x=1', 'mongodb+srv://example.org/catalogue?x=1'],
    ['mongodb://localhost/catalogue', 'mongodb://localhost/catalogue'],
  ])('is told in messages without name and password: %s', (address, told) => {
    expect(addressWithoutSecrets(address)).toBe(told)
  })
})
