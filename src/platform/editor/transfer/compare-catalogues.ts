import { createHash } from 'node:crypto'
import type { CollectionSlug, Payload } from 'payload'
import type { CopySide } from './copy-catalogue'
import { copiedCollections, documentsAfter, hashOfDocument, idIn, keepsIds } from './documents'

export type Comparison = {
  readonly collection: string
  readonly from: Digest
  readonly to: Digest
  readonly isSame: boolean
}
export type Digest = { readonly documents: number; readonly versions: number; readonly hash: string }

const BATCH = 100

/** Reads both ends again and compares per collection: how many documents and versions, and a hash over all of them. */
export async function compareCatalogues(from: CopySide, to: CopySide): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = []
  for (const collection of copiedCollections(from.payload)) {
    const [one, other] = [await digest(from.payload, collection), await digest(to.payload, collection)]
    const isSame =
      one.documents === other.documents && one.versions === other.versions && one.hash === other.hash
    comparisons.push({ collection, from: one, to: other, isSame })
  }
  return comparisons
}

async function digest(payload: Payload, collection: CollectionSlug): Promise<Digest> {
  const hashes: string[] = []
  let versions = 0
  for (let after: string | null = null; ;) {
    const batch = await documentsAfter(payload, collection, after, BATCH)
    for (const document of batch) {
      hashes.push(hashOfDocument(payload, collection, document))
      versions += document.versions.length
    }
    const last = batch.at(-1)
    if (last === undefined || batch.length < BATCH) break
    after = idIn(last.row)
  }
  // Without ids of their own the order is the engine's.
  const ordered = keepsIds(payload, collection) ? hashes : hashes.toSorted()
  const all = createHash('sha256')
  for (const hash of ordered) all.update(hash)
  return { documents: hashes.length, versions, hash: all.digest('hex') }
}
