import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { TogetherRequest } from '../../src/platform/editor'
import { paragraph, type Part, untyped } from '../integration/publishing-editor'
import type { Backstage } from './backstage'
import type { OpenEditor } from './editor'

/** Publishes products and tells how often each was stored, whatever happened on the way to the database. */
export async function countedSaves(editor: OpenEditor, backstage: Backstage) {
  const create = async (
    collection: string,
    data: Record<string, unknown>,
    payload = editor.payload,
    req: TogetherRequest | null = null,
  ) => String((await untyped(payload).create({ collection, data, ...(req && { req }) })).id)
  const products = async () => (await untyped(editor.payload).count({ collection: 'products' })).totalDocs
  const organisation = await create('organisations', { name: 'Gemeente Voorbeeld', type: 'municipality' })
  const uplEntry = await create('upl-entries', { label: 'paspoort', uri: 'http://example.org/upl/paspoort' })
  let before = { products: 0, lines: 0 }

  return {
    products,
    publish: (
      slug: string = randomUUID(),
      payload = editor.payload,
      /** Of the saves that this one is stored with. */
      req: TogetherRequest | null = null,
      body: readonly Part[] = ['Ga naar de balie.'],
    ) =>
      create(
        'products',
        {
          title: 'Paspoort',
          slug,
          audiences: ['resident'],
          organisation,
          uplEntries: [uplEntry],
          reviewBy: '2099-01-01T12:00:00.000Z',
          answers: [{ channel: 'general', body: paragraph(...body) }],
          _status: 'published',
        },
        payload,
        req,
      ),
    /** One that text can refer to. */
    fact: () =>
      create('facts', {
        key: randomUUID(),
        label: 'Kosten',
        kind: 'amount',
        values: [{ validFrom: '2026-01-01T12:00:00.000Z', amountInCents: 8387 }],
        _status: 'published',
      }),
    /** Counts from here on; gives what there is. */
    async begin() {
      before = { products: await products(), lines: (await backstage.lines()).length }
      return before
    },
    /** So many since then: neither lost nor doubled, and no gap in the log. */
    async expectStored(times: number): Promise<void> {
      const lines = await backstage.lines()
      expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1))
      expect({
        products: (await products()) - before.products,
        lines: lines.length - before.lines,
      }).toEqual({ products: times, lines: times })
    },
  }
}

export type CountedSaves = Awaited<ReturnType<typeof countedSaves>>
