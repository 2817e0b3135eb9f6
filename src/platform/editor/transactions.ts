import type { Payload, PayloadRequest } from 'payload'

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

// On the adapter, for the same reason.
const COMMITTED = Symbol.for('antwoordcatalogus.committed')

/** What is done when a transaction is committed, by its id. */
export function committedOf(db: object): Map<string, readonly (() => void)[]> {
  const known: Map<string, readonly (() => void)[]> | undefined = Reflect.get(db, COMMITTED)
  if (known !== undefined) return known
  const committed = new Map<string, readonly (() => void)[]>()
  Reflect.set(db, COMMITTED, committed)
  return committed
}

/** Does this when the transaction is committed, and never when it is rolled back. */
export async function onceCommitted(
  scope: Pick<PayloadRequest, 'payload' | 'transactionID'>,
  work: () => void,
): Promise<void> {
  const id = String((await scope.transactionID) ?? '')
  const committed = committedOf(scope.payload.db)
  committed.set(id, [...(committed.get(id) ?? []), work])
}
