import { z } from 'zod'
import { LOCALES } from '../../../catalogue'
import type { SynonymEntry } from '../../../search/synonyms'
import { sqliteReader, type SqliteReader } from './sqlite-reader'

const Row = z.object({
  id: z.string(),
  language: z.enum(LOCALES),
  direction: z.string(),
  path: z.string(),
  text: z.string(),
})

const WORDS = `select s.id, s.language, s.direction, t.path, t.text
  from synonyms s join synonyms_texts t on t.parent_id = s.id order by s.id, t."order"`

/** Reads the editors' synonyms from the catalogue's SQLite file. None while there is no file. */
export function sqliteSynonyms(
  file: string,
  reader: SqliteReader = sqliteReader(file),
): () => Promise<readonly SynonymEntry[]> {
  return async () => {
    const rows = reader.rows(WORDS).map((row) => Row.parse(row))
    const ids = [...new Set(rows.map(({ id }) => id))]
    return ids.flatMap((id) => {
      const own = rows.filter((row) => row.id === id)
      const words = (path: string) => own.filter((row) => row.path.startsWith(path)).map(({ text }) => text)
      const [first] = own
      if (!first) return []
      return [
        {
          locale: first.language,
          terms: words('terms'),
          targets: first.direction === 'oneWay' ? words('targets') : [],
        },
      ]
    })
  }
}
