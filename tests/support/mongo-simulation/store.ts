import type { Document } from 'bson'

export class CommandError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly labels: readonly string[] = [],
    /** Not an error: whoever asks has to wait until another has ended. */
    readonly isHeld = false,
  ) {
    super(message)
  }
}

export const writeConflict = (labels: readonly string[] = ['TransientTransactionError']) =>
  new CommandError(112, 'WriteConflict error: this operation conflicted with another operation', labels)

export type Index = {
  readonly name: string
  readonly key: Document
  readonly unique: boolean
  readonly sparse: boolean
}
type Documents = ReadonlyMap<string, Document>
/** Documents by collection, and in it by id. */
export type Stored = ReadonlyMap<string, Documents>
type Changes = Map<string, Document | null>

/** What one client sees and writes: the committed state, or one moment of it and its own changes. */
export type View = {
  all(collection: string): Iterable<Document>
  get(collection: string, id: unknown): Document | undefined
  put(collection: string, document: Document): void
  remove(collection: string, id: unknown): void
}
export type Transaction = View & { commit(): void; abort(): void }

export const idKey = (id: unknown): string => `${typeof id} ${String(id)}`

/**
 * Documents with snapshot isolation as MongoDB has it: a transaction sees the moment at which it began, and the first of two
 * that write one document (or one unique key) wins; the other is told at once.
 */
export function documentStore() {
  const state = new Map<string, Map<string, Document>>()
  const indexes = new Map<string, Map<string, Index>>()
  const changedAt = new Map<string, number>()
  const locks = new Map<string, object>()
  let shared = new Set<string>()
  let now = 0

  const committed = (collection: string): Map<string, Document> => {
    const known = state.get(collection) ?? new Map<string, Document>()
    state.set(collection, known)
    return known
  }
  /** Snapshots hold the maps as they are; a map that one holds is copied before it is changed. */
  const writable = (collection: string): Map<string, Document> => {
    if (!shared.has(collection)) return committed(collection)
    const copy = new Map(committed(collection))
    state.set(collection, copy)
    shared = new Set([...shared].filter((name) => name !== collection))
    return copy
  }
  const shareAll = (): Stored => {
    shared = new Set(state.keys())
    return new Map(state)
  }
  const apply = (collection: string, id: string, document: Document | null) => {
    if (document === null) writable(collection).delete(id)
    else writable(collection).set(id, document)
    changedAt.set(`${collection} ${id}`, (now += 1))
  }
  const uniqueKeys = (collection: string, document: Document): readonly string[] =>
    [...(indexes.get(collection)?.values() ?? [])]
      .filter((index) => index.unique)
      .flatMap((index) => {
        const fields = Object.keys(index.key)
        const values = fields.map((field) => valueAt(document, field))
        if (index.sparse && values.every((value) => value === undefined)) return []
        return [`${collection} unique ${index.name} ${JSON.stringify(values.map((value) => value ?? null))}`]
      })
  const refuseDuplicate = (collection: string, document: Document, visible: Iterable<Document>) => {
    const keys = new Set(uniqueKeys(collection, document))
    if (keys.size === 0) return
    for (const other of visible)
      if (
        idKey(other['_id']) !== idKey(document['_id']) &&
        uniqueKeys(collection, other).some((key) => keys.has(key))
      )
        throw new CommandError(11_000, `E11000 duplicate key error collection: ${collection}`)
  }

  const refuseHeld = (collection: string, id: unknown) => {
    if (locks.has(`${collection} ${idKey(id)}`)) throw new CommandError(0, 'held', [], true)
  }

  const outside: View = {
    all: (collection) => committed(collection).values(),
    get: (collection, id) => committed(collection).get(idKey(id)),
    put: (collection, document) => {
      refuseHeld(collection, document['_id'])
      refuseDuplicate(collection, document, committed(collection).values())
      apply(collection, idKey(document['_id']), document)
    },
    remove: (collection, id) => {
      refuseHeld(collection, id)
      apply(collection, idKey(id), null)
    },
  }

  function begin(): Transaction {
    const began = now
    const snapshot = shareAll()
    const changes = new Map<string, Changes>()
    const held = new Set<string>()
    const me = {}
    const own = (collection: string): Changes => {
      const known = changes.get(collection) ?? new Map<string, Document | null>()
      changes.set(collection, known)
      return known
    }
    const hold = (key: string) => {
      const holder = locks.get(key)
      if ((holder !== undefined && holder !== me) || (changedAt.get(key) ?? 0) > began) throw writeConflict()
      locks.set(key, me)
      held.add(key)
    }
    const all = (collection: string): readonly Document[] => {
      const visible = new Map<string, Document | null>([
        ...(snapshot.get(collection) ?? []),
        ...own(collection),
      ])
      return [...visible.values()].filter((document) => document !== null)
    }
    const end = () => {
      for (const key of held) locks.delete(key)
    }
    return {
      all,
      get: (collection, id) => {
        const changed = own(collection).get(idKey(id))
        return changed === undefined ? snapshot.get(collection)?.get(idKey(id)) : (changed ?? undefined)
      },
      put: (collection, document) => {
        hold(`${collection} ${idKey(document['_id'])}`)
        refuseDuplicate(collection, document, all(collection))
        for (const key of uniqueKeys(collection, document)) hold(key)
        own(collection).set(idKey(document['_id']), document)
      },
      remove: (collection, id) => {
        hold(`${collection} ${idKey(id)}`)
        own(collection).set(idKey(id), null)
      },
      commit: () => {
        end()
        for (const [collection, documents] of changes)
          for (const [id, document] of documents) {
            if (document !== null)
              for (const key of uniqueKeys(collection, document)) changedAt.set(key, now + 1)
            apply(collection, id, document)
          }
      },
      abort: end,
    }
  }

  return {
    outside,
    begin,
    documents: shareAll,
    keep: () => {
      const kept = shareAll()
      return () => {
        for (const name of state.keys()) state.set(name, new Map(kept.get(name)))
      }
    },
    indexes: (collection: string) => [...(indexes.get(collection)?.values() ?? [])],
    addIndex: (collection: string, index: Index) => {
      committed(collection)
      indexes.set(collection, new Map([...(indexes.get(collection) ?? []), [index.name, index]]))
    },
    names: (database: string) => [...state.keys()].filter((name) => name.startsWith(`${database}.`)),
    create: (collection: string) => {
      if (state.has(collection)) throw new CommandError(48, `Collection ${collection} already exists.`)
      committed(collection)
    },
    drop: (collection: string) => {
      state.delete(collection)
      indexes.delete(collection)
    },
    databases: () => [...new Set([...state.keys()].map((name) => name.split('.')[0] ?? ''))],
  }
}

export type DocumentStore = ReturnType<typeof documentStore>

export const valueAt = (document: Document, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      document,
    )
