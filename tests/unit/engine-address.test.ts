import { describe, expect, it } from 'vitest'
import { withDatabase } from '../support/engines/engine'

describe('the address of a test database', () => {
  it.each([
    ['mongodb://localhost:27017', 'mongodb://localhost:27017/t'],
    ['mongodb://localhost/', 'mongodb://localhost/t'],
    ['mongodb://a,b/?replicaSet=rs0', 'mongodb://a,b/t?replicaSet=rs0'],
    ['mongodb://name:word@a/?replicaSet=rs0', 'mongodb://name:word@a/t?replicaSet=rs0&authSource=admin'],
    ['mongodb://name:word@a/users', 'mongodb://name:word@a/t?authSource=users'],
    ['mongodb+srv://name:word@a/?authSource=x&w=1', 'mongodb+srv://name:word@a/t?authSource=x&w=1'],
  ])('%s becomes %s', (given, made) => {
    expect(withDatabase(given, 't')).toBe(made)
  })
})
