import { AsyncLocalStorage } from 'node:async_hooks'

/** Another writer was first: nothing was stored, and the whole operation may be done again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
}

/** Nobody knows whether the operation was stored, so it must not be done again by itself. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError'

  constructor(cause: unknown) {
    super(
      'The connection to the database broke while saving, and it could not be asked whether the save was stored. ' +
        'Look whether the change is there before saving again.',
      { cause },
    )
  }
}

const WRITE_CONFLICT = 112
const DUPLICATE_KEY = 11_000

/**
 * Whether an error says that nothing was stored because of another writer or a change of primary. Knows the driver's label
 * and the bare code, because engines that speak MongoDB's protocol do not all give the label. Looks at causes as well.
 */
export function isConflict(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    // By name: Next's bundles each have a copy of these classes, and share one Payload.
    if (cause.name === 'CommitUnknownError') return false
    if (cause.name === 'ConflictError' || hasLabel(cause, 'TransientTransactionError')) return true
    if (Reflect.get(cause, 'code') === WRITE_CONFLICT) return true
  }
  return false
}

/** Whether an error says that the way to the database broke, and that nothing was stored. Looks at causes as well. */
export function isWayFault(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause.name === 'CommitUnknownError') return false
    if (/^Mongo(Network|ServerSelection|NotConnected|PoolCleared)/.test(cause.name)) return true
  }
  return false
}

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, 'code') === DUPLICATE_KEY

/** Labels that the MongoDB driver puts on errors, asked without loading the driver. */
export function hasLabel(error: unknown, label: string): boolean {
  if (!(error instanceof Error) || !('hasErrorLabel' in error)) return false
  return typeof error.hasErrorLabel === 'function' && error.hasErrorLabel(label) === true
}

export type RetrySettings = {
  readonly limitMs: number
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}

const RETRY_SETTINGS: RetrySettings = { limitMs: 20_000, firstPauseMs: 5, longestPauseMs: 400 }

type Attempt = {
  readonly number: number
  fault: Error | null
  readonly leftovers: (() => Promise<void>)[]
}

// On the process and not in this module: Next's bundles each have a copy of the module.
declare global {
  var antwoordcatalogusAttempts: AsyncLocalStorage<Attempt> | undefined
}
const attempts = (globalThis.antwoordcatalogusAttempts ??= new AsyncLocalStorage<Attempt>())

/** Whether what runs now has conflicted before. It then takes precautions, so that others do not keep winning from it. */
export const isDoneAgain = (): boolean => (attempts.getStore()?.number ?? 0) > 0

/**
 * Notes what the database could not do in the operation that goes on; the first time counts. Payload (3.90.2) swallows some of
 * its errors, and takes others for a mistake of the editor: a read that conflicted makes a field invalid.
 */
export function noteFault(error: Error): void {
  const attempt = attempts.getStore()
  if (attempt !== undefined) attempt.fault ??= error
}

export const notedFault = (): Error | null => attempts.getStore()?.fault ?? null

/** For what the operation that goes on should have ended by itself. */
export const atEndOfAttempt = (end: () => Promise<void>): void =>
  void attempts.getStore()?.leftovers.push(end)

/**
 * Does a whole operation again while it conflicts with another writer or cannot come to the database. Goes around everything from the first read to the
 * commit: a hook cannot do its aborted operation again, and what was read before the conflict is no longer true.
 */
export async function retryConflicts<T>(
  operation: () => Promise<T>,
  { limitMs, firstPauseMs, longestPauseMs }: RetrySettings = RETRY_SETTINGS,
): Promise<T> {
  let deadline: number | null = null
  let number = 0
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs), number += 1) {
    const attempt: Attempt = { number, fault: null, leftovers: [] }
    try {
      return await attempts.run(attempt, operation)
    } catch (error) {
      const reason = attempt.fault ?? error
      if (!isConflict(reason) && !isWayFault(reason)) throw reason
      // Counted from the first conflict: waiting for a turn before it is no reason to give up sooner.
      deadline ??= Date.now() + limitMs
      if (Date.now() >= deadline) throw reason
    } finally {
      for (const end of attempt.leftovers) await end()
    }
    // Not all at the same moment, or those who conflicted conflict again.
    await new Promise((resume) => setTimeout(resume, pauseMs * (0.5 + Math.random())))
  }
}
