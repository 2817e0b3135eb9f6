import type { Payload } from 'payload'

/**
 * Indexes beside those that the collections declare: for what delivery looks up below them. Made after every migration, because
 * one that makes a table anew knows only its own; making what is there already costs nothing.
 */
const INDEXES = [
  // Holds all that counting the changes asks of every line, so that no record is read for it.
  `CREATE INDEX IF NOT EXISTS own_publications_changes
     ON publications (kind, effective_from, recorded_at, item_id, locale, seq)`,
  'CREATE INDEX IF NOT EXISTS own_users_api_key ON users (api_key_index)',
]

export async function prepareTables(payload: Payload): Promise<void> {
  for (const index of INDEXES) await payload.db.drizzle.$client.execute(index)
}
