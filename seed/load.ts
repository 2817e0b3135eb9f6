import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { addDemoUsers } from './demo-users'
import { documentsOf, namesOf } from './documents'
import { readSeed } from './read-seed'
import { place, standingDocuments } from './standing'
import { writeDocuments, type Work } from './write'

export type SeedOptions = {
  /** One readable line at a time. Passwords of demo users are given here, and nowhere else. */
  readonly onProgress?: (line: string) => void
  /** Adds a demo user per role. */
  readonly demoUsers?: boolean
  /** What to do with a document that stands there otherwise than in the seed: `update` it, or `keep` it as it is. */
  readonly existing?: 'update' | 'keep'
}

export type SeedReport = { readonly created: number; readonly changed: number; readonly unchanged: number }

/**
 * Writes the seed's content into the catalogue and publishes it, each language on its own. Repeatable: documents are found by
 * slug or key, and what is already as it should be is left alone. Throws a SeedError when a file is wrong, before anything is
 * written.
 */
export async function seedCatalogue(payload: Payload, options: SeedOptions = {}): Promise<SeedReport> {
  const { onProgress = () => undefined, existing = 'update' } = options
  const seed = await readSeed()
  const standing = await standingDocuments(payload, [
    ...new Set(namesOf(seed).map(({ collection }) => collection)),
  ])
  const ids = new Map(
    namesOf(seed).map((frame) => [place(frame.collection, frame.name), standing.idOf(frame) ?? randomUUID()]),
  )
  const documents = documentsOf(seed, (collection, name) => {
    const id = ids.get(place(collection, name))
    if (id === undefined) throw new Error(`The seed names ${name} in ${collection}, which it does not hold.`)
    return id
  })
  const work = documents.map((document): Work => {
    const id = ids.get(place(document.collection, document.name)) ?? randomUUID()
    return {
      document,
      id,
      state: standing.stateOf(document.collection, id),
      todo: standing.differing(document, id),
    }
  })
  const report = { created: 0, changed: 0, unchanged: 0 }
  for (const stage of stagesOf(work)) {
    onProgress(`Seed: ${stage[0]?.document.collection ?? ''} (${stage.length})`)
    const differing = stage.filter(({ todo }) => todo.length > 0)
    const writing = differing.filter(({ state }) => state !== 'standing' || existing === 'update')
    await writeDocuments(payload, writing)
    report.created += writing.filter(({ state }) => state !== 'standing').length
    report.changed += writing.filter(({ state }) => state === 'standing').length
    report.unchanged += stage.length - differing.length
  }
  if (options.demoUsers === true) await addDemoUsers(payload, onProgress)
  onProgress(
    `Seed: ${report.created} new, ${report.changed} changed, ${report.unchanged} already as they should be`,
  )
  return report
}

/** One stage per collection, in the order of the documents. */
function stagesOf(work: readonly Work[]): readonly (readonly Work[])[] {
  const collections = [...new Set(work.map(({ document }) => document.collection))]
  return collections.map((collection) => work.filter(({ document }) => document.collection === collection))
}
