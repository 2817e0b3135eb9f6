import { type Document, ObjectId } from 'bson'
import { aggregate, Query } from 'mingo'
import { update as mingoUpdate } from 'mingo/updater'
import { CommandError, type DocumentStore, valueAt, type View } from './store'

type Place = { readonly database: string; readonly view: View; readonly store: DocumentStore }
type Run = (command: Document, place: Place) => Document

const ns = (place: Place, name: unknown) => `${place.database}.${String(name)}`
const cursor = (place: Place, name: unknown, firstBatch: readonly Document[]): Document => ({
  cursor: { id: 0n, ns: ns(place, name), firstBatch: [...firstBatch] },
})
/** Documents are never changed in place: others may see them. */
const copy = (document: Document): Document => structuredCloneOf(document) as Document

/** What the driver asks for, as far as the editor and delivery do. Everything else is refused, loudly. */
export const COMMANDS: Readonly<Record<string, Run>> = {
  ping: () => ({}),
  buildInfo: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0] }),
  endSessions: () => ({}),
  killCursors: () => ({ cursorsKilled: [] }),
  listDatabases: (_command, { store }) => ({ databases: store.databases().map((name) => ({ name })) }),
  listCollections: (_command, place) =>
    cursor(
      place,
      '$cmd.listCollections',
      place.store.names(place.database).map((name) => ({
        name: name.slice(place.database.length + 1),
        type: 'collection',
      })),
    ),
  dropDatabase: (_command, { store, database }) => {
    for (const name of store.names(database)) store.drop(name)
    return {}
  },
  drop: (command, place) => {
    place.store.drop(ns(place, command['drop']))
    return {}
  },
  create: (command, place) => {
    place.store.create(ns(place, command['create']))
    return {}
  },
  listIndexes: (command, place) =>
    cursor(place, command['listIndexes'], [
      { v: 2, key: { _id: 1 }, name: '_id_' },
      ...place.store.indexes(ns(place, command['listIndexes'])),
    ]),
  createIndexes: (command, place) => {
    for (const { name, key, unique, sparse } of command['indexes'])
      place.store.addIndex(ns(place, command['createIndexes']), {
        name,
        key,
        unique: unique === true,
        sparse: sparse === true,
      })
    return {}
  },
  insert: (command, place) => {
    const writeErrors: Document[] = []
    let n = 0
    for (const [index, document] of command['documents'].entries()) {
      const name = ns(place, command['insert'])
      try {
        if (place.view.get(name, document._id) !== undefined)
          throw new CommandError(11_000, `E11000 duplicate key error collection: ${name} index: _id_`)
        place.view.put(name, document)
        n += 1
      } catch (error) {
        writeErrors.push(writeError(error, index))
        break
      }
    }
    return { n, ...(writeErrors.length > 0 && { writeErrors }) }
  },
  find: (command, place) => {
    const name = command['find']
    const found = sorted(matching(place, name, command['filter']), command['sort'])
    const skip = Number(command['skip'] ?? 0)
    const limit = Math.abs(Number(command['limit'] ?? 0))
    const page = found.slice(skip, limit === 0 ? undefined : skip + limit)
    return cursor(
      place,
      name,
      page.map((document) => projected(document, command['projection'])),
    )
  },
  count: (command, place) => ({ n: matching(place, command['count'], command['query']).length }),
  distinct: (command, place) => {
    const found = matching(place, command['distinct'], command['query'])
    return { values: [...new Set(found.flatMap((document) => valueAt(document, command['key'])))] }
  },
  aggregate: (command, place) => {
    const all = [...place.view.all(ns(place, command['aggregate']))].map(copy)
    return cursor(place, command['aggregate'], aggregate(all, command['pipeline']) as Document[])
  },
  update: (command, place) => {
    let n = 0
    let nModified = 0
    const upserted: Document[] = []
    for (const [index, { q, u, multi, upsert }] of command['updates'].entries()) {
      const found = matching(place, command['update'], q)
      const targets = multi === true ? found : found.slice(0, 1)
      for (const document of targets) {
        place.view.put(ns(place, command['update']), updated(document, u, false))
        nModified += 1
      }
      if (targets.length === 0 && upsert === true) {
        const made = updated(fromFilter(q), u, true)
        place.view.put(ns(place, command['update']), made)
        upserted.push({ index, _id: made['_id'] })
        n += 1
      }
      n += targets.length
    }
    return { n, nModified, ...(upserted.length > 0 && { upserted }) }
  },
  delete: (command, place) => {
    let n = 0
    for (const { q, limit } of command['deletes']) {
      const found = matching(place, command['delete'], q)
      for (const document of limit === 1 ? found.slice(0, 1) : found) {
        place.view.remove(ns(place, command['delete']), document['_id'])
        n += 1
      }
    }
    return { n }
  },
  findAndModify: (command, place) => {
    const name = ns(place, command['findAndModify'])
    const [document] = sorted(matching(place, command['findAndModify'], command['query']), command['sort'])
    if (command['remove'] === true) {
      if (document !== undefined) place.view.remove(name, document['_id'])
      return { value: document ?? null }
    }
    if (document === undefined && command['upsert'] !== true) return { value: null }
    const made = updated(document ?? fromFilter(command['query']), command['update'], document === undefined)
    place.view.put(name, made)
    const value = command['new'] === true ? made : (document ?? null)
    return { value: value === null ? null : projected(value, command['fields']) }
  },
}

/** A duplicate key is told per document; a conflict ends the command. */
function writeError(error: unknown, index: number): Document {
  if (!(error instanceof CommandError) || error.code !== 11_000) throw error
  return { index, code: error.code, errmsg: error.message }
}

function matching(place: Place, collection: unknown, filter: Document = {}): readonly Document[] {
  const name = ns(place, collection)
  const id: unknown = filter['_id']
  const query = new Query(filter)
  const isPlainId = typeof id === 'string' || id instanceof ObjectId
  const candidates = isPlainId
    ? [place.view.get(name, id)].filter((found) => found !== undefined)
    : place.view.all(name)
  return [...candidates].filter((document) => query.test(document))
}

const sorted = (documents: readonly Document[], sort: Document | undefined): readonly Document[] =>
  sort === undefined || Object.keys(sort).length === 0
    ? documents
    : (new Query({})
        .find([...documents])
        .sort(sort as Record<string, 1 | -1>)
        .all() as Document[])

const projected = (document: Document, projection: Document | undefined): Document =>
  projection === undefined || Object.keys(projection).length === 0
    ? document
    : ((new Query({}).find([copy(document)], projection as never).next() as Document | undefined) ?? {})

function updated(document: Document, change: Document, isNew: boolean): Document {
  if (!Object.keys(change).some((name) => name.startsWith('$'))) return { ...change, _id: document['_id'] }
  const { $setOnInsert = {}, ...rest } = change
  const next = copy(document)
  if (isNew) Object.assign(next, $setOnInsert)
  mingoUpdate(next, rest as never)
  if (next['_id'] === undefined) next['_id'] = new ObjectId()
  return next
}

/** An upsert begins with what its filter asks to be equal. */
const fromFilter = (filter: Document): Document =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([name, value]) =>
        !name.startsWith('$') && (typeof value !== 'object' || value === null || value instanceof ObjectId),
    ),
  )

/** A deep copy that keeps dates and ids, which never change. */
function structuredCloneOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCloneOf)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, structuredCloneOf(inner)]))
}
