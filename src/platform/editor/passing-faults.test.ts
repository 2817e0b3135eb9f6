import { expect, it } from 'vitest'
import { CommitUnknownError, ConflictError } from './conflicts'
import { isPassing } from './passing-faults'

const coded = (code: string | number) => Object.assign(new Error(String(code)), { code })
const named = (name: string) => Object.assign(new Error(name), { name })

it.each([
  coded('SQLITE_BUSY'),
  coded('SQLITE_FULL'),
  coded(112),
  named('MongoServerSelectionError'),
  named('MongoNetworkTimeoutError'),
  new ConflictError('another was first'),
  new CommitUnknownError(new Error('cut')),
  new Error('the query failed', { cause: coded('SQLITE_IOERR_WRITE') }),
])('%s passes', (error) => {
  expect(isPassing(error)).toBe(true)
})

it.each([new Error('“Paspoort” kan niet gepubliceerd worden'), coded('SQLITE_CONSTRAINT'), 'text', null])(
  '%s is a reason',
  (error) => {
    expect(isPassing(error)).toBe(false)
  },
)
