import type { Payload } from 'payload'
import { SLUGS } from '../collections/slugs'
import type { Locale } from '../src/catalogue'
import { saveTogether, type TogetherRequest } from '../src/platform/editor'
import type { SeedDocument } from './documents'

/** One document to be written. */
export type Work = {
  readonly document: SeedDocument
  readonly id: string
  /** `begun`: it is no more than the empty draft of a run that was cut off. */
  readonly state: 'absent' | 'begun' | 'standing'
  /** Languages in which it is not yet what the seed says. */
  readonly todo: readonly Locale[]
}

/** Documents per transaction: a commit costs as much as a small save, and other writers wait for it to end. */
const TOGETHER = 40

/** Products name each other: all must exist before the first is published. */
const refersToItsOwn = ({ collection }: SeedDocument): boolean => collection === SLUGS.products

/**
 * Writes documents of one collection, each language on its own, and publishes them. An error undoes the documents that were
 * saved together with the one it is about; a later run completes the rest.
 */
export async function writeDocuments(payload: Payload, work: readonly Work[]): Promise<void> {
  const drafts = work.filter(({ document, state }) => state === 'absent' && refersToItsOwn(document))
  await inBatches(payload, drafts, (item, request) => createDraft(payload, item, request()))
  await inBatches(payload, work, async (item, request) => {
    for (const locale of item.todo) {
      const isThere = item.state !== 'absent' || refersToItsOwn(item.document) || locale !== item.todo[0]
      await write(payload, item, { locale, isThere, req: request() })
    }
  })
}

async function inBatches(
  payload: Payload,
  work: readonly Work[],
  save: (item: Work, request: () => TogetherRequest) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < work.length; start += TOGETHER)
    await saveTogether(payload, async (request) => {
      for (const item of work.slice(start, start + TOGETHER)) await save(item, request)
    })
}

async function createDraft(payload: Payload, { document, id }: Work, req: TogetherRequest): Promise<void> {
  const { collection, shared, texts } = document
  const data = { id, slug: shared['slug'], title: texts.nl?.['title'], _status: 'draft' }
  await payload.create({ collection, locale: 'nl', draft: true, depth: 0, req, data: data as never })
}

async function write(
  payload: Payload,
  { document, id }: Work,
  {
    locale,
    isThere,
    req,
  }: { readonly locale: Locale; readonly isThere: boolean; readonly req: TogetherRequest },
): Promise<void> {
  const { collection, publishing } = document
  const status = publishing === 'bySaving' ? {} : { _status: 'published' }
  const data = { ...document.shared, ...document.texts[locale], ...status }
  const how = {
    collection,
    locale,
    depth: 0,
    req,
    ...(publishing === 'perLanguage' && { publishSpecificLocale: locale }),
  }
  // The schema has checked the data; Payload's types cannot follow a collection chosen at run time.
  if (isThere) await payload.update({ ...how, id, data: data as never })
  else await payload.create({ ...how, data: { ...data, id } as never })
}
