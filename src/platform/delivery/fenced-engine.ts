import { meilisearchClient, type MeilisearchEndpoint } from './meilisearch-client'
import { searchEngine, type SearchEngine } from './meilisearch-engine'
import { SearchEngineError } from './search-engine-error'
import type { Leadership } from '../lease'

/** Begins the name of a follower's key; what stands there beside ours belongs to leaders of before. */
const PREFIX = 'antwoordcatalogus follower'
const REQUEST_TIMEOUT_MS = 10_000

/**
 * The search engine for one term of leadership. The engine cannot compare terms, but it knows keys: each leader makes one of
 * its own and takes away those of its predecessors. One that was only asleep is then turned away by the engine itself,
 * however late its write arrives.
 *
 * Needs a key that may manage keys (the master key). With another one a leader only looks into the database before it
 * writes, and `onUnfenced` hears of it.
 */
export function fencedEngine(options: {
  readonly endpoint: MeilisearchEndpoint
  readonly leadership: Leadership
  /** Asks the database whether this term still lasts. */
  readonly isLeading: () => Promise<boolean>
  readonly onUnfenced: (reason: string) => void
}): SearchEngine {
  const { endpoint, isLeading } = options
  let opened: Promise<SearchEngine> | null = null
  let isWarned = false

  const unfenced = (reason: string): SearchEngine => {
    if (!isWarned) options.onUnfenced(reason)
    isWarned = true
    return searchEngine(endpoint)
  }
  const open = async (): Promise<SearchEngine> => {
    await refuseWhenOver(isLeading)
    const key = await ownKey(endpoint, options.leadership)
    if (!key.ok) return unfenced(key.reason)
    // A later leader may have come while the key was made: then it must not be used, and the later one makes its own again.
    await refuseWhenOver(isLeading)
    return searchEngine({ url: endpoint.url, key: key.value })
  }
  const engine = async () => {
    // Without keys this is all there is; with them it saves an attempt.
    await refuseWhenOver(isLeading)
    opened ??= open()
    return opened
  }
  /** A key may have gone with the engine's data: after any failure the next attempt looks again. */
  const through = async <T>(call: (engine: SearchEngine) => Promise<T>): Promise<T> => {
    try {
      return await call(await engine())
    } catch (error) {
      opened = null
      throw error
    }
  }

  return {
    indexes: () => through((it) => it.indexes()),
    create: (...given) => through((it) => it.create(...given)),
    setSynonyms: (...given) => through((it) => it.setSynonyms(...given)),
    write: (...given) => through((it) => it.write(...given)),
    replace: (...given) => through((it) => it.replace(...given)),
    drop: (...given) => through((it) => it.drop(...given)),
    countDocuments: (...given) => through((it) => it.countDocuments(...given)),
    notes: () => through((it) => it.notes()),
    savePosition: (...given) => through((it) => it.savePosition(...given)),
    saveRebuild: (...given) => through((it) => it.saveRebuild(...given)),
  }
}

async function refuseWhenOver(isLeading: () => Promise<boolean>): Promise<void> {
  if (!(await isLeading()))
    throw new SearchEngineError('not_leading', 'Another process leads and fills the indexes.')
}

type OwnKey = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: string }

/** Makes this term's key, or finds it, and removes all others of followers. */
async function ownKey(endpoint: MeilisearchEndpoint, { holder, term }: Leadership): Promise<OwnKey> {
  const client = meilisearchClient(endpoint, REQUEST_TIMEOUT_MS)
  const name = `${PREFIX} ${term} ${holder}`
  let listed
  try {
    listed = await client.getKeys({ limit: 1_000 })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    // Refused: this key may not manage keys, or the engine runs without any. Other failures are the engine's.
    if (/answered 40[13]/.test(cause)) return { ok: false, reason: cause }
    throw error
  }
  const followers = listed.results.filter((key) => key.name?.startsWith(PREFIX))
  const own = followers.find((key) => key.name === name)
  for (const { uid } of followers.filter((key) => key !== own)) await client.deleteKey(uid)
  if (own) return { ok: true, value: own.key }
  const { key } = await client.createKey({
    name,
    description: 'Fills the search indexes; the next leader removes it.',
    actions: ['documents.*', 'indexes.*', 'settings.*', 'tasks.*'],
    indexes: ['*'],
    expiresAt: null,
  })
  return { ok: true, value: key }
}
