import type { EnqueuedTask, Settings } from 'meilisearch'
import { z } from 'zod'
import { asInstant } from '../../kernel'
import type { IndexSettings } from '../../search/settings'
import { meilisearchClient, type MeilisearchEndpoint } from './meilisearch-client'
import { taskWatch } from './meilisearch-tasks'
import { SearchEngineError } from './search-engine-error'

/** How far the indexes are, kept in the engine itself: when its data is lost, so is this, and all is built anew. */
const Position = z.object({
  seq: z.number().int().nonnegative(),
  /** Lines published ahead have taken effect until then. */
  at: z.string().transform((text, context) => {
    const at = asInstant(text)
    if (at !== null) return at
    context.addIssue({ code: 'custom', message: 'not a moment' })
    return z.NEVER
  }),
  settings: z.string(),
})
export type IndexPosition = z.infer<typeof Position>

/** A rebuild that somebody asked for, and how far it is. */
const RebuildNote = z.object({
  request: z.string(),
  state: z.enum(['asked', 'running', 'done', 'failed']),
  done: z.number(),
  total: z.number(),
  problem: z.string().nullable(),
})
export type RebuildNote = z.infer<typeof RebuildNote>

const Notes = z.array(z.looseObject({ id: z.string() }))

const POSITIONS = 'positions'
const REQUEST_TIMEOUT_MS = 10_000

/** What following and rebuilding need of Meilisearch. Every write is done when its promise ends; failures throw. */
export type SearchEngine = ReturnType<typeof searchEngine>

export function searchEngine(endpoint: MeilisearchEndpoint) {
  const client = meilisearchClient(endpoint, REQUEST_TIMEOUT_MS)
  const ended = taskWatch(client)

  /** Waits until the engine has done all tasks; throws what the first failed one says. */
  const done = async (tasks: readonly Promise<EnqueuedTask>[]): Promise<void> => {
    // All are settled before the first failure is thrown, so that none goes on unheard.
    const outcomes = await Promise.allSettled(tasks.map(async (task) => ended((await task).taskUid)))
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') throw outcome.reason
      const { status, error, type, indexUid } = outcome.value
      if (status === 'succeeded') continue
      const reason = error ? `${error.code}: ${error.message}` : status
      throw new SearchEngineError('task_failed', `Meilisearch could not do ${type} on ${indexUid}: ${reason}`)
    }
  }
  const note = (id: string, value: object) =>
    done([client.index(POSITIONS).addDocuments([{ id, ...value }], { primaryKey: 'id' })])

  return {
    async indexes(): Promise<ReadonlySet<string>> {
      const { results } = await client.getRawIndexes({ limit: 100 })
      return new Set(results.map(({ uid }) => uid))
    },
    async create(name: string, settings: IndexSettings, synonyms: Record<string, string[]>): Promise<void> {
      // One after the other: settings that arrive first would make the index by themselves.
      await done([client.createIndex(name, { primaryKey: 'key' })])
      await done([client.index(name).updateSettings({ ...settings, synonyms } satisfies Settings)])
    },
    async setSynonyms(name: string, synonyms: Record<string, string[]>): Promise<void> {
      await done([client.index(name).updateSettings({ synonyms })])
    },
    /** Removals and additions of one batch; a key stands in one of the two only. */
    write(changes: readonly IndexChange[]): Promise<void> {
      // Not async: the documents go when they are sent, and not only when the engine has done them.
      return done(
        changes.flatMap(({ index, put, remove }) => [
          ...(put.length > 0 ? [client.index(index).addDocuments([...put], { primaryKey: 'key' })] : []),
          ...(remove.length > 0 ? [client.index(index).deleteDocuments([...remove])] : []),
        ]),
      )
    },
    /** Puts fresh indexes in the place of those that searches read, all in one step. */
    async replace(pairs: readonly { readonly name: string; readonly fresh: string }[]): Promise<void> {
      const existing = await this.indexes()
      await done([
        client.swapIndexes(
          pairs.map(({ name, fresh }) =>
            existing.has(name)
              ? { indexes: [name, fresh], rename: false }
              : { indexes: [fresh, name], rename: true },
          ),
        ),
      ])
    },
    async drop(names: readonly string[]): Promise<void> {
      const existing = await this.indexes()
      await done(names.filter((name) => existing.has(name)).map((name) => client.deleteIndex(name)))
    },
    /** What is there, and what is noted in the engine itself; nothing after its data was lost. */
    async notes(): Promise<EngineNotes> {
      const indexes = await this.indexes()
      if (!indexes.has(POSITIONS)) return { indexes, position: null, rebuild: null }
      const { results } = await client.index(POSITIONS).getDocuments({ limit: 10 })
      const notes = new Map(Notes.parse(results).map((found) => [found.id, found]))
      return {
        indexes,
        position: Position.safeParse(notes.get('follower')).data ?? null,
        rebuild: RebuildNote.safeParse(notes.get('rebuild')).data ?? null,
      }
    },
    async countDocuments(name: string): Promise<number> {
      return (await client.index(name).getStats()).numberOfDocuments
    },
    savePosition: (position: IndexPosition) => note('follower', position),
    saveRebuild: (rebuild: RebuildNote) => note('rebuild', rebuild),
  }
}

export type EngineNotes = {
  readonly indexes: ReadonlySet<string>
  readonly position: IndexPosition | null
  readonly rebuild: RebuildNote | null
}

export type IndexChange = {
  readonly index: string
  readonly put: readonly object[]
  readonly remove: readonly string[]
}
