import { z } from 'zod'
import { sqliteReader, type SqliteReader } from './sqlite-reader'

const Row = z.object({ slug: z.string() })

/** Slug of the municipality whose catalogue this is; null when no organisation is marked so yet. */
export function sqliteOwnOrganisation(
  file: string,
  reader: SqliteReader = sqliteReader(file),
): string | null {
  try {
    const [row] = reader.rows('select slug from organisations where is_own = 1 order by slug limit 1')
    return row === undefined ? null : Row.parse(row).slug
  } finally {
    reader.close()
  }
}
