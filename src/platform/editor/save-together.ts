import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
} from 'payload'
import { retryConflicts } from './conflicts'
import type { ItemRef } from './publication-store'
import { refKey } from './source-loader'

/** For the `req` of every operation that belongs to it. */
export type TogetherRequest = Pick<PayloadRequest, 'context'> & Partial<Pick<PayloadRequest, 'transactionID'>>

type PublishAll = (items: readonly ItemRef[], scope: PayloadRequest) => Promise<void>
type Postponed = { readonly items: Map<string, ItemRef>; publish: PublishAll | null }

const KEY = 'publishTogether'

type Saves = (request: () => TogetherRequest) => Promise<void>

/**
 * Saves many documents in one transaction, and publishes at its end what was saved in it: an item once, however often it
 * was saved, and its surroundings read once for all. As with a single save, all of it is stored or nothing is; and when it
 * conflicts with another writer the whole work is done again.
 */
export const saveTogether = (payload: Payload, work: Saves): Promise<void> =>
  retryConflicts(() => saveOnce(payload, work))

async function saveOnce(payload: Payload, work: Saves): Promise<void> {
  const req = await createLocalReq({}, payload)
  const postponed: Postponed = { items: new Map(), publish: null }
  await initTransaction(req)
  try {
    // Payload notes the language of an operation on its request, so each has one of its own.
    await work(() => ({
      context: { [KEY]: postponed },
      ...(req.transactionID !== undefined && { transactionID: req.transactionID }),
    }))
    await postponed.publish?.([...postponed.items.values()], req)
    await commitTransaction(req)
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}

/** Leaves an item for the end of the save that it is part of. False: it is part of none and must be published now. */
export function isPostponed(item: ItemRef, req: PayloadRequest, publish: PublishAll): boolean {
  const postponed = req.context[KEY]
  if (!isPostponement(postponed)) return false
  postponed.items.set(refKey(item), item)
  postponed.publish ??= publish
  return true
}

function isPostponement(value: unknown): value is Postponed {
  return typeof value === 'object' && value !== null && 'items' in value && value.items instanceof Map
}
