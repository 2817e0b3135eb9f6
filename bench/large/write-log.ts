import { randomUUID } from 'node:crypto'
import Database from 'libsql'
import { wordsOf } from '../../src/search/analysis'
import { catalogueDocument } from '../../src/search/documents'
import { instantOf } from '../../src/kernel'
import { planPublication, type NewLogEntry } from '../../src/publications'
import type { LargeCatalogue } from './catalogue'

export type Written = {
  readonly items: number
  readonly compiledPerSecond: number
  /** Of a record as it is stored, in bytes, and of a document of search, in words and fields. */
  readonly recordBytes: number
  readonly documentWords: number
  readonly documentFields: number
  readonly slugs: readonly string[]
  /** Words by which queries are made. */
  readonly words: readonly (readonly string[])[]
}

const AT_ONCE = 1_000
const SAMPLED_EVERY = 17

/**
 * Compiles a catalogue and writes its lines straight into the log, past the editor and its collections: saving a hundred
 * thousand documents would take an hour, and readers see no difference.
 */
export function writeLog(
  file: string,
  { items, world }: LargeCatalogue,
  told: (done: number) => void,
): Written {
  const db = new Database(file)
  const insert = db.prepare(`
    INSERT INTO publications (id, seq, kind, item_id, locale, type, slug, effective_from, recorded_at,
                              content_hash, desk_hash, card, record, desk)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const now = instantOf(new Date())
  const slugs: string[] = []
  const words: (readonly string[])[] = []
  let [seq, done, compilingMs, bytes, sampled, documentWords, documentFields] = [0, 0, 0, 0, 0, 0, 0]

  const write = (line: NewLogEntry) => {
    const record = JSON.stringify(line.record)
    seq += 1
    insert.run([
      randomUUID(),
      seq,
      line.kind,
      line.itemId,
      line.locale,
      line.type,
      line.slug,
      line.effectiveFrom,
      now,
      line.contentHash,
      line.deskHash,
      JSON.stringify(line.card),
      record,
      line.desk === null ? null : JSON.stringify(line.desk),
    ])
    if (seq % SAMPLED_EVERY !== 0) return
    const document = catalogueDocument({ seq, card: line.card, record: line.record })
    if (document === null) return
    sampled += 1
    bytes += Buffer.byteLength(record)
    const texts = Object.values(document)
      .flat()
      .filter((text) => typeof text === 'string')
    documentWords += texts.reduce((sum, text) => sum + wordsOf(text).length, 0)
    documentFields += Object.keys(document).length
    words.push(wordsOf([document.title, ...document.names].join(' ')))
  }

  let batch: NewLogEntry[] = []
  const flush = db.transaction(() => batch.forEach(write))
  for (const item of items) {
    const begun = performance.now()
    const plan = planPublication(item, world, 'nl', now)
    compilingMs += performance.now() - begun
    if (!plan.ok) throw new Error(`${item.source.id}: ${JSON.stringify(plan.error)}`)
    // A line to come would have the editor look for its item when it starts, find no document of it, and take it away.
    batch.push(...plan.value.entries.filter(({ effectiveFrom }) => effectiveFrom <= now))
    if (item.kind === 'product') slugs.push(item.source.slug)
    done += 1
    if (batch.length < AT_ONCE) continue
    flush()
    batch = []
    told(done)
  }
  flush()
  db.close()
  return {
    items: done,
    compiledPerSecond: done / (compilingMs / 1_000),
    recordBytes: bytes / sampled,
    documentWords: documentWords / sampled,
    documentFields: documentFields / sampled,
    slugs,
    words,
  }
}
