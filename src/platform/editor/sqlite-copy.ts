import type { Payload } from 'payload'

const LISTED = 10

/** Lets rows be written in any order: documents refer to each other in circles, and across portions. */
export async function ignoreReferences(payload: Payload): Promise<void> {
  await payload.db.drizzle.$client.executeMultiple('PRAGMA foreign_keys = OFF')
}

/**
 * Checks references again from now on, and those that were written meanwhile. MongoDB keeps references to documents that are
 * gone; here a document that holds one could never be saved again.
 */
export async function checkReferences(payload: Payload): Promise<void> {
  const { $client } = payload.db.drizzle
  await $client.executeMultiple('PRAGMA foreign_keys = ON')
  const { rows } = await $client.execute('PRAGMA foreign_key_check')
  if (rows.length === 0) return
  const listed = rows.slice(0, LISTED).map((row) => `${String(row['table'])} → ${String(row['parent'])}`)
  throw new Error(
    `${rows.length} references point to documents that do not exist, such as: ${[...new Set(listed)].join(', ')}. ` +
      'Take them out in the catalogue that is copied, and copy it again into an empty file.',
  )
}
