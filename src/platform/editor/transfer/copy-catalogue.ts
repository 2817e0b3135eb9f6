import type { CollectionSlug, Payload } from 'payload'
import { inTransaction } from '../follow-ups'
import { SLUGS } from '../../../../collections/slugs'
import type { EditorEngine } from '../engines'
import { copiedCollections, documentsAfter, idIn, keepsIds, writeDocument } from './documents'
import { storedLine } from './stored-line'

/** One end of a transfer: an opened editor's database that nobody else writes to meanwhile. */
export type CopySide = {
  /** For messages; without name and password. */
  readonly name: string
  readonly payload: Payload
  readonly engine: EditorEngine
}

export type Progress = (collection: string, done: number, total: number) => void

/** The target holds something that this transfer did not put there. */
export class TargetNotEmptyError extends Error {
  override readonly name = 'TargetNotEmptyError'

  constructor(target: string, collection: string, count: number) {
    super(
      `${target} is not empty: ${collection} holds ${count}. A catalogue is copied into an empty database only, ` +
        'so that nothing is mixed or overwritten. Give an empty one, or empty this one yourself.',
    )
  }
}

const BATCH = 50
/** Where the target keeps what is being copied into it, so that the same transfer can go on and another one cannot. */
const MARK = 'transfer'

/**
 * Copies everything that makes up a catalogue, in portions that are stored whole or not at all. One that was cut off goes on
 * where it was when it is started again with the same two ends.
 */
export async function copyCatalogue(from: CopySide, to: CopySide, progress: Progress): Promise<void> {
  const mark = await to.payload.kv.get<{ from: string }>(MARK)
  if (mark?.from !== from.name) {
    await refuseUnlessEmpty(to)
    await to.payload.kv.set(MARK, { from: from.name })
  }
  await to.engine.beforeCopy(to.payload)
  for (const collection of copiedCollections(from.payload))
    await copyCollection(collection, from, to, progress)
  await to.engine.afterCopy(to.payload)
}

/** After everything was compared: the target is a catalogue like any other from now on. */
export const finishCopy = (to: CopySide): Promise<void> => to.payload.kv.delete(MARK)

async function refuseUnlessEmpty({ name, payload }: CopySide): Promise<void> {
  for (const collection of copiedCollections(payload)) {
    const { totalDocs } = await payload.db.count({ collection })
    if (totalDocs > 0) throw new TargetNotEmptyError(name, collection, totalDocs)
  }
}

async function copyCollection(
  collection: CollectionSlug,
  from: CopySide,
  to: CopySide,
  progress: Progress,
): Promise<void> {
  const { totalDocs: total } = await from.payload.db.count({ collection })
  let { done, after } = await placeIn(collection, to)
  if (done > 0) progress(collection, done, total)
  for (;;) {
    const batch = await documentsAfter(from.payload, collection, after, BATCH)
    if (batch.length === 0) return
    await inTransaction(to.payload, async (scope) => {
      if (collection === SLUGS.publications)
        return to.engine.restoreLines(
          batch.map(({ row }) => storedLine(row)),
          scope,
        )
      for (const document of batch) await writeDocument(to.payload, collection, document, scope)
    })
    done += batch.length
    after = idIn(batch.at(-1)?.row ?? {})
    progress(collection, done, total)
  }
}

/** Documents are copied in order of their ids, so that the last one there tells where to go on. */
async function placeIn(
  collection: CollectionSlug,
  to: CopySide,
): Promise<{ done: number; after: string | null }> {
  if (!keepsIds(to.payload, collection)) {
    // Few, and with ids of their own here: begun anew.
    await to.payload.db.deleteMany({ collection, where: {} })
    return { done: 0, after: null }
  }
  const { totalDocs } = await to.payload.db.count({ collection })
  const { docs } = await to.payload.db.find({ collection, sort: '-id', limit: 1, pagination: false })
  const [last] = docs
  return { done: totalDocs, after: last === undefined ? null : String(last.id) }
}
