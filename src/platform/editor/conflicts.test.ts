import { describe, expect, it } from 'vitest'
import { CommitUnknownError, ConflictError, isConflict, retryConflicts } from './conflicts'

const QUICK = { limitMs: 200, firstPauseMs: 1, longestPauseMs: 2 }
const coded = (code: number) => Object.assign(new Error(`code ${code}`), { code })
const labelled = (label: string) =>
  Object.assign(new Error(label), { hasErrorLabel: (asked: string) => asked === label })

describe('a conflict', () => {
  it.each([
    ['our own', new ConflictError('another was first')],
    ['a write conflict without a label', coded(112)],
    ['an error with the transient label', labelled('TransientTransactionError')],
    ['one of these as the cause of another error', new Error('save failed', { cause: coded(112) })],
  ])('is %s', (_what, error) => {
    expect(isConflict(error)).toBe(true)
  })

  it.each([
    ['a duplicate key', coded(11_000)],
    ['a commit of which nobody knows', labelled('UnknownTransactionCommitResult')],
    ['a commit of which nobody knows, caused by one', new CommitUnknownError(coded(112))],
    ['something else', new Error('disk is full')],
    ['no error', 'text'],
  ])('is not %s', (_what, error) => {
    expect(isConflict(error)).toBe(false)
  })
})

describe('an operation', () => {
  const failing = (times: number, error: unknown) => {
    let attempts = 0
    const operation = async () => {
      attempts += 1
      if (attempts <= times) throw error
      return attempts
    }
    return { operation, attempts: () => attempts }
  }

  it('is done again until it meets nobody', async () => {
    expect(await retryConflicts(failing(3, coded(112)).operation, QUICK)).toBe(4)
  })

  it('is not done again for another error', async () => {
    const { operation, attempts } = failing(1, new Error('disk is full'))
    await expect(retryConflicts(operation, QUICK)).rejects.toThrow('disk is full')
    expect(attempts()).toBe(1)
  })

  it('is given up with the conflict after the limit', async () => {
    const { operation, attempts } = failing(Number.POSITIVE_INFINITY, coded(112))
    await expect(retryConflicts(operation, QUICK)).rejects.toMatchObject({ code: 112 })
    expect(attempts()).toBeGreaterThan(10)
  })
})
