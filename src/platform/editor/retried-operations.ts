import type { Payload } from 'payload'
import { retryConflicts } from './conflicts'

/** Operations of Payload's Local API that write, each in a transaction of its own unless it is given one. */
const WRITING = [
  'create',
  'update',
  'delete',
  'duplicate',
  'restoreVersion',
  'login',
  'forgotPassword',
  'resetPassword',
  'unlock',
  'verifyEmail',
] as const

const RETRIED = Symbol.for('antwoordcatalogus.retriedOperations')

/**
 * Lets these operations begin anew when they conflict with another writer; Payload itself never does (3.90.2). Inside a
 * caller's transaction they do not: that one has failed as a whole, and its owner begins it anew.
 */
export function retriedOperations(payload: Payload): void {
  // In development Payload makes its adapter anew after every reload, and stays itself.
  if (Reflect.has(payload, RETRIED)) return
  Reflect.set(payload, RETRIED, true)
  for (const name of WRITING) {
    const operation: unknown = Reflect.get(payload, name)
    if (typeof operation !== 'function') continue
    Reflect.set(payload, name, (options: unknown) => {
      const once = async () => Reflect.apply(operation, payload, [options]) as Promise<unknown>
      return isInTransaction(options) ? once() : retryConflicts(once)
    })
  }
}

function isInTransaction(options: unknown): boolean {
  const req: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, 'req') : null
  return typeof req === 'object' && req !== null && Boolean(Reflect.get(req, 'transactionID'))
}
