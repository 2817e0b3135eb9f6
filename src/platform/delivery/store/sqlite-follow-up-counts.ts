import { z } from 'zod'
import type { FollowUpCounts } from './delivery-store'
import { sqliteReader, type SqliteReader } from './sqlite-reader'

const Row = z.object({ failed: z.number(), waiting: z.number() })

/** By the index on `state`, which holds few that are open. */
const COUNTS = `select
  (select count(*) from republications where state = 'failed') as failed,
  (select count(*) from republications where state in ('waiting', 'running')) as waiting`

/** Reads them from the catalogue's SQLite file at each call. Null while it cannot be read, or is not there yet. */
export function sqliteFollowUpCounts(
  file: string,
  reader: SqliteReader = sqliteReader(file),
): () => FollowUpCounts | null {
  return () => {
    try {
      const [row] = reader.rows(COUNTS)
      return row === undefined ? null : Row.parse(row)
    } catch {
      // A measure that fails must not take the others along; readiness says that the database cannot be read.
      return null
    }
  }
}
