import { describe, expect, it } from 'vitest'
import {
  atEndOfAttempt,
  CommitUnknownError,
  ConflictError,
  isConflict,
  noteFault,
  notedFault,
  retryConflicts,
} from './conflicts'

const QUICK = { limitMs: 200, firstPauseMs: 1, longestPauseMs: 2 }
const named = (name: string) => Object.assign(new Error('connection closed'), { name })
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

  it('is judged by the fault that was noted in it, and not by what became of that', async () => {
    const masked = (fault: Error) => {
      const { operation } = failing(2, new Error('this field is invalid'))
      return () => {
        noteFault(fault)
        return operation()
      }
    }
    expect(await retryConflicts(masked(coded(112)), QUICK)).toBe(3)
    expect(await retryConflicts(masked(named('MongoNetworkError')), QUICK)).toBe(3)
    const inDoubt = new CommitUnknownError(coded(6))
    await expect(retryConflicts(masked(inDoubt), QUICK)).rejects.toBe(inDoubt)
    expect(notedFault()).toBeNull()
  })

  it('leaves nothing open, however it ends', async () => {
    const ended: string[] = []
    const { operation } = failing(1, coded(112))
    await retryConflicts(async () => {
      atEndOfAttempt(async () => void ended.push('ended'))
      return operation()
    }, QUICK)
    expect(ended).toEqual(['ended', 'ended'])
  })

  it('is given up with the conflict after the limit', async () => {
    const { operation, attempts } = failing(Number.POSITIVE_INFINITY, coded(112))
    await expect(retryConflicts(operation, QUICK)).rejects.toMatchObject({ code: 112 })
    expect(attempts()).toBeGreaterThan(10)
  })
})
