import { AsyncLocalStorage } from 'node:async_hooks'
import type { Payload } from 'payload'
import type { Scope } from './publication-store'

/** What must be true, inside a transaction and just before its commit. Throws when it is not: nothing is stored then. */
export type CommitCondition = (scope: Scope) => Promise<void>

// On the process and not in this module: Next's bundles each have a copy of the module.
const KEY = Symbol.for('antwoordcatalogus.commit-conditions')

function storage(): AsyncLocalStorage<readonly CommitCondition[]> {
  const known: AsyncLocalStorage<readonly CommitCondition[]> | undefined = Reflect.get(globalThis, KEY)
  if (known !== undefined) return known
  const made = new AsyncLocalStorage<readonly CommitCondition[]>()
  Reflect.set(globalThis, KEY, made)
  return made
}

/**
 * Does work of which every transaction, however deep inside Payload it is begun, commits only under this condition. Payload
 * hands no word of ours on to its transactions, so it travels with the asynchronous context.
 */
export const underCondition = <T>(condition: CommitCondition, work: () => T): T =>
  storage().run([...currentConditions(), condition], work)

/** The conditions of the work that is going on. The database adapter asks when a transaction begins. */
export const currentConditions = (): readonly CommitCondition[] => storage().getStore() ?? []

// On the adapter, for the same reason.
const CONDITIONS = Symbol.for('antwoordcatalogus.conditions')

/** What must still hold when a transaction is committed, by its id. */
export function conditionsOf(db: object): Map<string, readonly CommitCondition[]> {
  const known: Map<string, readonly CommitCondition[]> | undefined = Reflect.get(db, CONDITIONS)
  if (known !== undefined) return known
  const conditions = new Map<string, readonly CommitCondition[]>()
  Reflect.set(db, CONDITIONS, conditions)
  return conditions
}

/** Why a transaction must not be committed now; null when all its conditions hold. Asked inside it. */
export async function unmetCondition(
  adapter: { readonly payload: Payload },
  transactionID: string,
): Promise<Error | null> {
  try {
    for (const condition of conditionsOf(adapter).get(transactionID) ?? [])
      await condition({ payload: adapter.payload, transactionID })
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
