import { setImmediate } from 'node:timers/promises'
import { LOCALES, type Locale } from '../../catalogue'
import type { LogEntryWithRecord, LogReader } from '../../publications'
import { deskDocument } from '../../search/desk/documents'
import { deskSettings } from '../../search/desk/settings'
import { catalogueDocument, documentKey, type CatalogueDocument } from '../../search/documents'
import { freshName, indexName, type IndexKind, type IndexName } from '../../search/names'
import { catalogueSettings, settingsVersion, type IndexSettings } from '../../search/settings'
import { inSlices, type Steps } from '../../search/steps'
import { synonymTable, type SynonymEntry } from '../../search/synonyms'
import type { IndexChange, SearchEngine } from './meilisearch-engine'

/** Every index with its settings; public and agent-only texts apart (invariant I4). */
export const INDEXES: readonly {
  readonly name: IndexName
  readonly kind: IndexKind
  readonly locale: Locale
  readonly settings: IndexSettings
}[] = LOCALES.flatMap((locale) => [
  { name: indexName('catalogue', locale), kind: 'catalogue', locale, settings: catalogueSettings(locale) },
  { name: indexName('desk', locale), kind: 'desk', locale, settings: deskSettings(locale) },
])

export const SETTINGS_VERSION = settingsVersion([catalogueSettings, deskSettings])

/** What searches read, or what is being built to replace it. */
export type Generation = 'live' | 'fresh'
export const nameIn = (generation: Generation, name: IndexName): string =>
  generation === 'live' ? name : freshName(name)

/** Brings documents in line with the lines given, in every generation named. Done when searches find it. */
export const index = async (
  engine: SearchEngine,
  log: Pick<LogReader, 'desk'>,
  lines: readonly LogEntryWithRecord[],
  generations: readonly Generation[],
): Promise<void> => engine.write(await changesOf(log, lines, generations))

/** What has to be written for these lines. Made in slices; one after another, or their slices would add up. */
export async function changesOf(
  log: Pick<LogReader, 'desk'>,
  lines: readonly LogEntryWithRecord[],
  generations: readonly Generation[],
): Promise<readonly IndexChange[]> {
  const found = lines.filter(isFound)
  if (found.length === 0 || generations.length === 0) return []
  const desk = await log.desk(found.filter(({ deskHash }) => deskHash !== '').map(({ seq }) => seq))
  const documents = await inSlices(documentsOf(found), { sliceMs: SLICE_MS, pause: () => setImmediate() })
  const changes = INDEXES.map(({ name, kind, locale }) => {
    const put: object[] = []
    const remove: string[] = []
    for (const { line, document } of documents.filter((made) => made.line.locale === locale)) {
      if (!document) remove.push(documentKey(line.kind, line.itemId))
      else put.push(kind === 'desk' ? deskDocument(document, desk.get(line.seq) ?? null) : document)
    }
    return { name, put, remove }
  })
  return generations.flatMap((generation) =>
    changes.map(({ name, ...change }) => ({ ...change, index: nameIn(generation, name) })),
  )
}

type FoundLine = LogEntryWithRecord & { readonly kind: 'product' | 'question' }
type Made = { readonly line: FoundLine; readonly document: CatalogueDocument | null }

/** Readers wait at most so long for their turn. */
const SLICE_MS = 8

function* documentsOf(lines: readonly FoundLine[]): Steps<readonly Made[]> {
  const made: Made[] = []
  for (const line of lines) {
    made.push({ line, document: line.type === 'PUBLISHED' ? catalogueDocument(line) : null })
    yield
  }
  return made
}

/** Lines of kinds that search finds. */
export function isFound<L extends Pick<LogEntryWithRecord, 'kind'>>(
  line: L,
): line is L & { readonly kind: 'product' | 'question' } {
  return line.kind === 'product' || line.kind === 'question'
}

export async function createFresh(engine: SearchEngine, synonyms: readonly SynonymEntry[]): Promise<void> {
  await engine.drop(INDEXES.map(({ name }) => freshName(name)))
  for (const { name, locale, settings } of INDEXES) {
    await engine.create(freshName(name), settings, synonymTable(synonyms, locale))
  }
}

/** Lets searches read the fresh indexes, in one step. */
export async function replaceLive(engine: SearchEngine): Promise<void> {
  await engine.replace(INDEXES.map(({ name }) => ({ name, fresh: freshName(name) })))
  await engine.drop(INDEXES.map(({ name }) => freshName(name)))
}

export async function setSynonyms(
  engine: SearchEngine,
  synonyms: readonly SynonymEntry[],
  generations: readonly Generation[],
): Promise<void> {
  for (const generation of generations) {
    for (const { name, locale } of INDEXES) {
      await engine.setSynonyms(nameIn(generation, name), synonymTable(synonyms, locale))
    }
  }
}
