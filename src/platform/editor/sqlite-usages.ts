import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-sqlite'
import type { PublicationStore } from './publication-store'
import { transactionOf } from './sqlite-database'
import { itemRef } from './stored-kinds'

/** The index of references in SQLite. */
export const sqliteUsages: Pick<PublicationStore, 'setUsages' | 'usersOf' | 'countUsers'> = {
  setUsages: async (item, state, targets, scope) => {
    const transaction = await transactionOf(scope)
    const wanted = JSON.stringify(targets.map(({ kind, id }) => [kind, id, randomUUID()]))
    await transaction.run(sql`
      DELETE FROM usages
      WHERE from_kind = ${item.kind} AND from_id = ${item.id} AND state = ${state}
        AND NOT EXISTS (
          SELECT 1 FROM json_each(${wanted}) AS kept
          WHERE json_extract(kept.value, '$[0]') = to_kind AND json_extract(kept.value, '$[1]') = to_id)`)
    await transaction.run(sql`
      INSERT INTO usages (id, from_kind, from_id, to_kind, to_id, state)
      SELECT json_extract(wanted.value, '$[2]'), ${item.kind}, ${item.id}, json_extract(wanted.value, '$[0]'),
             json_extract(wanted.value, '$[1]'), ${state}
      FROM json_each(${wanted}) AS wanted
      WHERE NOT EXISTS (
        SELECT 1 FROM usages
        WHERE from_kind = ${item.kind} AND from_id = ${item.id} AND state = ${state}
          AND to_kind = json_extract(wanted.value, '$[0]') AND to_id = json_extract(wanted.value, '$[1]'))`)
  },

  usersOf: async (target, { states, after, limit }, scope) => {
    const transaction = await transactionOf(scope)
    const rows = await transaction.all<{ kind: string; id: string }>(sql`
      SELECT DISTINCT from_kind AS kind, from_id AS id FROM usages
      WHERE to_kind = ${target.kind} AND to_id = ${target.id}
        AND NOT (from_kind = to_kind AND from_id = to_id)
        AND state IN (SELECT value FROM json_each(${JSON.stringify(states)}))
        AND (from_kind, from_id) > (${after?.kind ?? ''}, ${after?.id ?? ''})
      ORDER BY from_kind, from_id LIMIT ${limit}`)
    return rows.map(({ kind, id }) => itemRef(kind, id))
  },

  countUsers: async (target, states, scope) => {
    const transaction = await transactionOf(scope)
    const [row] = await transaction.all<{ users: number }>(sql`
      SELECT count(DISTINCT from_kind || ' ' || from_id) AS users FROM usages
      WHERE to_kind = ${target.kind} AND to_id = ${target.id}
        AND NOT (from_kind = to_kind AND from_id = to_id)
        AND state IN (SELECT value FROM json_each(${JSON.stringify(states)}))`)
    return row?.users ?? 0
  },
}
