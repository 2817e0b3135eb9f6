import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveTogether, type TogetherRequest } from '../../src/platform/editor'
import { keepsTransactions } from '../support/engines/engine'
import { openPublishingEditor, paragraph, type TestEditor } from './publishing-editor'

let editor: TestEditor
let organisation: string
let uplEntry: string

beforeEach(async () => {
  editor = await openPublishingEditor()
  const { local } = editor
  const made = await local.create({
    collection: 'organisations',
    data: { name: 'Gemeente Voorbeeld', type: 'municipality' },
  })
  organisation = String(made.id)
  const entry = await local.create({
    collection: 'upl-entries',
    data: { label: 'paspoort', uri: 'http://example.org/upl/paspoort' },
  })
  uplEntry = String(entry.id)
})
afterEach(() => editor.close())

const product = (slug: string, more: object = {}) => ({
  title: slug,
  slug,
  audiences: ['resident'],
  organisation,
  uplEntries: [uplEntry],
  reviewBy: '2099-01-01T12:00:00.000Z',
  answers: [{ channel: 'general', body: paragraph('Zo regelt u het.') }],
  _status: 'published',
  ...more,
})
const create = (data: object, req: TogetherRequest) =>
  editor.local.create({ collection: 'products', locale: 'nl', data, req })
const productLines = () => editor.lines({ kind: 'product' })

describe('saving together', () => {
  it('publishes an item once, as it is at the end, however often it was saved', async () => {
    await saveTogether(editor.payload, async (request) => {
      const { id } = await create(product('paspoort'), request())
      await editor.local.update({
        collection: 'products',
        id,
        locale: 'nl',
        data: { title: 'Paspoort aanvragen', _status: 'published' },
        req: request(),
      })
      await create(product('rijbewijs', { related: [id] }), request())
      expect(await productLines()).toHaveLength(0)
    })
    expect(
      (await productLines()).map(({ slug, record }) => [slug, JSON.parse(record ?? '{}').title]),
    ).toEqual([
      ['paspoort', 'Paspoort aanvragen'],
      ['rijbewijs', 'rijbewijs'],
    ])
  })

  it('notes what drafts and published text refer to, as a save on its own does', async () => {
    const usages = async () =>
      (await editor.payload.find({ collection: 'usages', limit: 0, depth: 0 })).docs
        .map(({ fromKind, toKind, toId, state }) => `${fromKind} ${state} ${toKind} ${toId}`)
        .sort()
    const { id } = await editor.local.create({ collection: 'products', locale: 'nl', data: product('een') })
    const alone = await usages()
    await editor.local.delete({ collection: 'products', id })
    await saveTogether(editor.payload, async (request) => {
      await create(product('een'), request())
    })
    expect(await usages()).toEqual(alone)
    expect(alone).toContain(`product published organisation ${organisation}`)
  })

  it.runIf(keepsTransactions())('stores nothing when one of the saves fails', async () => {
    const saving = saveTogether(editor.payload, async (request) => {
      await create(product('paspoort'), request())
      throw new Error('cut off')
    })
    await expect(saving).rejects.toThrow('cut off')
    expect((await editor.local.count({ collection: 'products' })).totalDocs).toBe(0)
    expect(await productLines()).toHaveLength(0)
  })

  it.runIf(keepsTransactions())('stores nothing when one of the items cannot be published', async () => {
    const saving = saveTogether(editor.payload, async (request) => {
      await create(product('paspoort'), request())
      await create(product('rijbewijs', { uplEntries: [] }), request())
    })
    await expect(saving).rejects.toThrow('“rijbewijs” kan niet gepubliceerd worden')
    expect((await editor.local.count({ collection: 'products' })).totalDocs).toBe(0)
    expect(await productLines()).toHaveLength(0)
  })
})
