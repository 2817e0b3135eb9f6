import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'
import { richText } from '../support/rich-text'

describe('languages are published one by one', () => {
  let editor: OpenEditor
  beforeAll(async () => {
    editor = await openEditor()
  })
  afterAll(() => editor.close())

  it('keeps half-done English to itself when Dutch is published', async () => {
    const { payload } = editor
    const organisation = await payload.create({
      collection: 'organisations',
      locale: 'nl',
      data: { name: 'Gemeente Dommelrode', slug: 'dommelrode', type: 'municipality' },
    })
    const upl = await payload.create({
      collection: 'upl-entries',
      data: { label: 'paspoort', uri: 'http://standaarden.overheid.nl/owms/terms/paspoort' },
    })
    const product = await payload.create({
      collection: 'products',
      locale: 'nl',
      data: {
        title: 'Paspoort aanvragen',
        slug: 'paspoort',
        summary: 'U vraagt een paspoort aan bij de gemeente.',
        kind: 'product',
        audiences: ['resident'],
        organisation: organisation.id,
        uplEntries: [upl.id],
        reviewBy: '2027-01-01',
        answers: [{ channel: 'general', short: richText('U maakt een afspraak.') }],
        _status: 'published',
      },
    })
    await payload.update({
      collection: 'products',
      id: product.id,
      locale: 'en',
      draft: true,
      data: { title: 'Half done', _status: 'draft' },
    })
    await payload.update({
      collection: 'products',
      id: product.id,
      locale: 'nl',
      data: { title: 'Paspoort', _status: 'published' },
    })

    const lines = await payload.find({
      collection: 'publications',
      where: { kind: { equals: 'product' } },
      sort: 'seq',
      limit: 0,
    })
    expect(lines.docs.map((line) => [line.locale, line.type])).toEqual([
      ['nl', 'PUBLISHED'],
      ['nl', 'PUBLISHED'],
    ])
    const draft = await payload.findByID({
      collection: 'products',
      id: product.id,
      locale: 'en',
      draft: true,
    })
    expect(draft.title).toBe('Half done')
  })
})
