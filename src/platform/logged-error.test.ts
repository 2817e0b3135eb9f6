import { expect, it } from 'vitest'
import { loggedError } from './logged-error'

it('tells of an error what it is and where, and not what somebody typed', () => {
  const cause = Object.assign(new Error('UNIQUE constraint failed'), { code: 'SQLITE_CONSTRAINT' })
  const error = Object.assign(
    new Error('Failed query: insert into users (?)\nparams: jan@example.nl,\nJan', { cause }),
    {
      params: ['jan@example.nl'],
    },
  )
  const logged = loggedError(error)
  expect(logged).toMatchObject({
    type: 'Error',
    message: 'Failed query: insert into users (?)',
    cause: { code: 'SQLITE_CONSTRAINT', message: 'UNIQUE constraint failed' },
  })
  expect(logged.stack).toMatch(/logged-error\.test/)
  expect(JSON.stringify(logged)).not.toMatch(/jan/i)
})
