import { randomUUID } from 'node:crypto'
import type { Db } from 'mongodb'
import { SLUGS } from '../../../collections/slugs'
import { databaseOf, mongodbTransactionOf } from './mongodb-transactions'
import { countDistinctUsers, markTargets } from './mongodb-usages'
import type { FollowUp, ItemRef, PublicationStore, TargetRef } from './publication-store'
import { itemRef, targetKind } from './stored-kinds'

type Row = {
  readonly _id: string
  readonly targetKind: string
  readonly targetId: string
  readonly state: string
  readonly cursor: string | null
  readonly total: number
  readonly done: number
  readonly error: string | null
  readonly attempts: number
  /** Grows with every row, so that the oldest comes first. */
  readonly queuedAt?: number
}

const OPEN = { $in: ['waiting', 'running'] }
const ANEW = { state: 'waiting', cursor: null, done: 0, error: null, attempts: 0 }

/** The queue of follow-ups in MongoDB. */
export const mongodbFollowUps: Pick<
  PublicationStore,
  'queueFollowUp' | 'openFollowUps' | 'followUp' | 'saveFollowUp' | 'reopenFailed' | 'forgetFinished'
> = {
  queueFollowUp: async (target, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    const options = { ...(session && { session }) }
    await markTargets(db, session, [target])
    const total = await countDistinctUsers(db, session, target, ['published'])
    const of = { targetKind: target.kind, targetId: target.id }
    const merged = await rows(db).updateMany({ ...of, state: OPEN }, { $set: { ...ANEW, total } }, options)
    await rows(db).deleteMany({ ...of, state: 'failed' }, options)
    if (merged.matchedCount > 0 || total === 0) return
    await rows(db).insertOne({ _id: randomUUID(), ...of, ...ANEW, total, queuedAt: nextPlace() }, options)
  },

  openFollowUps: async (payload) => {
    const found = await rows(databaseOf(payload)).find({ state: OPEN }).sort({ queuedAt: 1 }).toArray()
    return found.map(followUpOf)
  },

  followUp: async (id, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    const row = await rows(db).findOne({ _id: id, state: OPEN }, { ...(session && { session }) })
    return row === null ? null : followUpOf(row)
  },

  saveFollowUp: async (followUp, state, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    const { total, done, error, attempts } = followUp
    await rows(db).updateOne(
      { _id: followUp.id },
      { $set: { state, cursor: cursorText(followUp.cursor), total, done, error, attempts } },
      { ...(session && { session }) },
    )
  },

  reopenFailed: async (scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    await rows(db).updateMany({ state: 'failed' }, { $set: ANEW }, { ...(session && { session }) })
  },

  forgetFinished: async (keep, scope) => {
    const { db, session } = await mongodbTransactionOf(scope)
    const options = { ...(session && { session }) }
    const old = await rows(db)
      .find({ state: 'done' }, { ...options, projection: { _id: 1 } })
      .sort({ queuedAt: -1 })
      .skip(keep)
      .toArray()
    if (old.length > 0) await rows(db).deleteMany({ _id: { $in: old.map(({ _id }) => _id) } }, options)
  },
}

/** Those that came from another engine have no place yet. */
export async function settleFollowUps(db: Db): Promise<void> {
  const found = await rows(db)
    .find({}, { projection: { queuedAt: 1 } })
    .toArray()
  for (const { _id, queuedAt } of found)
    if (queuedAt === undefined) await rows(db).updateOne({ _id }, { $set: { queuedAt: nextPlace() } })
}

let lastPlace = 0

/** Microseconds, and never the same twice in this process. */
function nextPlace(): number {
  lastPlace = Math.max(lastPlace + 1, Date.now() * 1_000)
  return lastPlace
}

const rows = (db: Db) => db.collection<Row>(SLUGS.republications)

function followUpOf(row: Row): FollowUp {
  const target: TargetRef = { kind: targetKind(row.targetKind), id: row.targetId }
  const { _id: id, total, done, error, attempts } = row
  return { id, target, cursor: cursorOf(row.cursor), total, done, error, attempts }
}

const cursorText = (cursor: ItemRef | null) => (cursor === null ? null : `${cursor.kind} ${cursor.id}`)

function cursorOf(text: string | null): ItemRef | null {
  const space = text?.indexOf(' ') ?? -1
  return text === null || space < 0 ? null : itemRef(text.slice(0, space), text.slice(space + 1))
}
