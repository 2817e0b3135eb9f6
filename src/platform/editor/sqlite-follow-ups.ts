import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-sqlite'
import type { FollowUp, ItemRef, PublicationStore, TargetRef } from './publication-store'
import { transactionOf } from './sqlite-database'
import { itemRef, targetKind } from './stored-kinds'

/** The queue of follow-ups in SQLite. */
export const sqliteFollowUps: Pick<
  PublicationStore,
  'queueFollowUp' | 'openFollowUps' | 'followUp' | 'saveFollowUp' | 'reopenFailed' | 'forgetFinished'
> = {
  queueFollowUp: async (target, scope) => {
    const transaction = await transactionOf(scope)
    const total = sql`(SELECT count(*) FROM (
      SELECT DISTINCT from_kind, from_id FROM usages
      WHERE to_kind = ${target.kind} AND to_id = ${target.id} AND state = 'published'
        AND NOT (from_kind = to_kind AND from_id = to_id)))`
    const merged = await transaction.all(sql`
      UPDATE republications
      SET state = 'waiting', cursor = NULL, total = ${total}, done = 0, error = NULL, attempts = 0
      WHERE target_kind = ${target.kind} AND target_id = ${target.id} AND state IN ('waiting', 'running')
      RETURNING id`)
    await transaction.run(sql`
      DELETE FROM republications
      WHERE target_kind = ${target.kind} AND target_id = ${target.id} AND state = 'failed'`)
    if (merged.length > 0) return
    await transaction.run(sql`
      INSERT INTO republications (id, target_kind, target_id, state, cursor, total, done, error, attempts)
      SELECT ${randomUUID()}, ${target.kind}, ${target.id}, 'waiting', NULL, users.total, 0, NULL, 0
      FROM (SELECT ${total} AS total) AS users WHERE users.total > 0`)
  },

  openFollowUps: async (payload) => {
    const rows = await payload.db.drizzle.all<FollowUpRow>(sql`
      SELECT id, target_kind, target_id, cursor, total, done, error, attempts FROM republications
      WHERE state IN ('waiting', 'running') ORDER BY rowid`)
    return rows.map(followUpOf)
  },

  followUp: async (id, scope) => {
    const transaction = await transactionOf(scope)
    const [row] = await transaction.all<FollowUpRow>(sql`
      SELECT id, target_kind, target_id, cursor, total, done, error, attempts FROM republications
      WHERE id = ${id} AND state IN ('waiting', 'running')`)
    return row === undefined ? null : followUpOf(row)
  },

  saveFollowUp: async (followUp, state, scope) => {
    const transaction = await transactionOf(scope)
    await transaction.run(sql`
      UPDATE republications
      SET state = ${state}, cursor = ${cursorText(followUp.cursor)}, total = ${followUp.total},
          done = ${followUp.done}, error = ${followUp.error}, attempts = ${followUp.attempts}
      WHERE id = ${followUp.id}`)
  },

  reopenFailed: async (scope) => {
    const transaction = await transactionOf(scope)
    await transaction.run(sql`
      UPDATE republications SET state = 'waiting', cursor = NULL, done = 0, error = NULL, attempts = 0
      WHERE state = 'failed'`)
  },

  forgetFinished: async (keep, scope) => {
    const transaction = await transactionOf(scope)
    await transaction.run(sql`
      DELETE FROM republications WHERE state = 'done' AND rowid <= (
        SELECT rowid FROM republications WHERE state = 'done' ORDER BY rowid DESC LIMIT 1 OFFSET ${keep})`)
  },
}

type FollowUpRow = {
  readonly id: string
  readonly target_kind: string
  readonly target_id: string
  readonly cursor: string | null
  readonly total: number | null
  readonly done: number | null
  readonly error: string | null
  readonly attempts: number | null
}

function followUpOf(row: FollowUpRow): FollowUp {
  const target: TargetRef = { kind: targetKind(row.target_kind), id: row.target_id }
  return {
    id: row.id,
    target,
    cursor: cursorOf(row.cursor),
    total: row.total ?? 0,
    done: row.done ?? 0,
    error: row.error,
    attempts: row.attempts ?? 0,
  }
}

const cursorText = (cursor: ItemRef | null) => (cursor === null ? null : `${cursor.kind} ${cursor.id}`)

function cursorOf(text: string | null): ItemRef | null {
  const space = text?.indexOf(' ') ?? -1
  return text === null || space < 0 ? null : itemRef(text.slice(0, space), text.slice(space + 1))
}
