import { randomUUID } from 'node:crypto'
import type { ClientSession, Db, Filter } from 'mongodb'
import { SLUGS } from '../../../collections/slugs'
import { ConflictError, isDuplicateKey } from './conflicts'
import { TARGET_MARKS } from './mongodb-log'
import { mongodbTransactionOf } from './mongodb-transactions'
import type { ItemRef, PublicationStore, TargetRef, UsageState } from './publication-store'
import { refKey } from './source-loader'
import { itemRef } from './stored-kinds'

type Usage = {
  readonly _id: string
  readonly fromKind: string
  readonly fromId: string
  readonly toKind: string
  readonly toId: string
  readonly state: string
}

/** The index of references in MongoDB. */
export const mongodbUsages: Pick<PublicationStore, 'setUsages' | 'usersOf' | 'countUsers'> = {
  setUsages: async (item, state, targets, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    const own = { fromKind: item.kind, fromId: item.id, state }
    const present = await usages(db)
      .find(own, { ...(session && { session }) })
      .toArray()
    const wanted = new Map(targets.map((target) => [refKey(target), target]))
    const kept = new Set<string>()
    const surplus: string[] = []
    for (const { _id, toKind, toId } of present) {
      const key = refKey({ kind: toKind, id: toId })
      if (wanted.has(key) && !kept.has(key)) kept.add(key)
      else surplus.push(_id)
    }
    const missing = [...wanted].filter(([key]) => !kept.has(key)).map(([, target]) => target)
    const options = { ...(session && { session }) }
    if (surplus.length > 0) await usages(db).deleteMany({ _id: { $in: surplus } }, options)
    if (missing.length > 0)
      await usages(db).insertMany(
        missing.map(({ kind, id }) => ({ _id: randomUUID(), ...own, toKind: kind, toId: id })),
        options,
      )
    // What readers see depends on all of them; a draft only must not refer to what is being deleted.
    await markTargets(db, session, state === 'published' ? targets : missing)
  },

  usersOf: async (target, { states, after, limit }, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    const found = new Map<string, ItemRef>()
    const cursor = usages(db)
      .find(
        { ...usersFilter(target, states), ...(after !== null && afterItem(after)) },
        { projection: { _id: 0, fromKind: 1, fromId: 1 }, ...(session && { session }) },
      )
      .sort({ fromKind: 1, fromId: 1 })
    for await (const { fromKind, fromId } of cursor) {
      const user = itemRef(fromKind, fromId)
      if (isSame(user, target)) continue
      // An item may stand there twice: for its draft and for its published text.
      if (!found.has(refKey(user)) && found.size === limit) break
      found.set(refKey(user), user)
    }
    await cursor.close()
    return [...found.values()]
  },

  countUsers: async (target, states, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    await markTargets(db, session, [target])
    return countDistinctUsers(db, session, target, states)
  },
}

export async function countDistinctUsers(
  db: Db,
  session: ClientSession | undefined,
  target: TargetRef,
  states: readonly UsageState[],
): Promise<number> {
  const rows = await usages(db)
    .find(usersFilter(target, states), {
      projection: { _id: 0, fromKind: 1, fromId: 1 },
      ...(session && { session }),
    })
    .toArray()
  const users = rows.map(({ fromKind, fromId }) => ({ kind: fromKind, id: fromId }))
  return new Set(users.filter((user) => !isSame(user, target)).map(refKey)).size
}

/**
 * Writes a version mark on targets. Who publishes text that binds a fact, who changes the fact and who deletes it each write it,
 * so that two of them who did not see each other conflict, instead of leaving a stale answer or a dangling reference.
 */
export async function markTargets(
  db: Db,
  session: ClientSession | undefined,
  targets: readonly TargetRef[],
): Promise<void> {
  // Without transactions there is nothing that could conflict.
  if (session === undefined || targets.length === 0) return
  // Always in the same order, so that two writers do not wait for each other on an engine with locks.
  const keys = [...new Set(targets.map(refKey))].toSorted()
  try {
    await db.collection<{ _id: string; version: number }>(TARGET_MARKS).bulkWrite(
      keys.map((_id) => ({ updateOne: { filter: { _id }, update: { $inc: { version: 1 } }, upsert: true } })),
      { session },
    )
  } catch (error) {
    // Two writers made the same mark for the first time.
    if (isDuplicateKey(error))
      throw new ConflictError('Another writer marked the same target', { cause: error })
    throw error
  }
}

const usages = (db: Db) => db.collection<Usage>(SLUGS.usages)

const usersFilter = (target: TargetRef, states: readonly UsageState[]): Filter<Usage> => ({
  toKind: target.kind,
  toId: target.id,
  state: { $in: [...states] },
})
const afterItem = ({ kind, id }: ItemRef): Filter<Usage> => ({
  $or: [{ fromKind: { $gt: kind } }, { fromKind: kind, fromId: { $gt: id } }],
})
const isSame = (user: { readonly kind: string; readonly id: string }, target: TargetRef) =>
  user.kind === target.kind && user.id === target.id
