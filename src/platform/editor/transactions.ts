import type { Payload } from 'payload'

/** A transaction that cannot be committed: it ended before, or something in it failed. */
export class TransactionLostError extends Error {
  override readonly name = 'TransactionLostError'
}

// On the adapter and not in this module: Next's bundles each have a copy of the module, and share one Payload.
const REFUSALS = Symbol.for('antwoordcatalogus.refusals')

/** Why transactions must not be committed, by id. */
export function refusalsOf(db: object): Map<string, Error> {
  const known: Map<string, Error> | undefined = Reflect.get(db, REFUSALS)
  if (known !== undefined) return known
  const refusals = new Map<string, Error>()
  Reflect.set(db, REFUSALS, refusals)
  return refusals
}

/**
 * Makes the commit of a transaction fail with this error. A hook that refuses a save calls it before it throws, because
 * in a bulk update Payload catches the error of one document and then commits what that document already wrote.
 */
export function refuseCommit(payload: Payload, transactionId: string, error: Error): void {
  refusalsOf(payload.db).set(transactionId, error)
}
