import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEditor, type OpenEditor } from '../support/editor'
import { seedCatalogue } from '../../seed/load'

describe('loading the seed', () => {
  let editor: OpenEditor
  beforeAll(async () => {
    editor = await openEditor()
  })
  afterAll(() => editor.close())

  it('fills an empty catalogue, publishes every language, and changes nothing the second time', async () => {
    const { payload } = editor
    const lines: string[] = []
    const first = await seedCatalogue(payload, { onProgress: (line) => lines.push(line) })
    expect(first).toMatchObject({ changed: 0, unchanged: 0 })
    expect(lines.at(-1)).toContain(`${first.created} new`)

    const published = await payload.find({ collection: 'publications', limit: 0, depth: 0 })
    const public_ = (kind: string, locale: string) =>
      new Set(
        published.docs.filter((line) => line.kind === kind && line.locale === locale).map(({ slug }) => slug),
      )
    expect(public_('product', 'nl').size).toBeGreaterThanOrEqual(30)
    expect(public_('product', 'en').size).toBeGreaterThanOrEqual(10)
    expect(public_('question', 'nl').size).toBeGreaterThanOrEqual(40)

    const second = await seedCatalogue(payload)
    expect(second).toEqual({ created: 0, changed: 0, unchanged: first.created })
    const after = await payload.count({ collection: 'publications' })
    expect(after.totalDocs).toBe(published.totalDocs)
  }, 300_000)

  it('brings back what was changed, or keeps it when asked', async () => {
    const { payload } = editor
    const found = await payload.find({
      collection: 'products',
      where: { slug: { equals: 'paspoort' } },
      depth: 0,
    })
    const id = found.docs[0]?.id ?? ''
    await payload.update({
      collection: 'products',
      id,
      locale: 'nl',
      publishSpecificLocale: 'nl',
      data: { title: 'Andere titel', _status: 'published' },
    })
    expect(await seedCatalogue(payload, { existing: 'keep' })).toMatchObject({ created: 0, changed: 0 })
    expect((await payload.findByID({ collection: 'products', id, locale: 'nl' })).title).toBe('Andere titel')
    expect(await seedCatalogue(payload)).toMatchObject({ created: 0, changed: 1 })
    expect((await payload.findByID({ collection: 'products', id, locale: 'nl' })).title).toBe(
      'Paspoort aanvragen',
    )
  }, 300_000)

  it('completes what a run that was cut off had only begun, also when told to keep what is there', async () => {
    const { payload } = editor
    const where = { slug: { equals: 'paspoort' } }
    const found = await payload.find({ collection: 'products', where, depth: 0 })
    const id = found.docs[0]?.id ?? ''
    // Below the collection: as it is between the empty draft that others refer to and the first publication.
    const begun = { slug: 'paspoort', _status: 'draft', organisation: null }
    await payload.db.updateOne({ collection: 'products', id, data: begun })
    expect(await seedCatalogue(payload, { existing: 'keep' })).toMatchObject({ created: 1, changed: 0 })
    const completed = await payload.findByID({ collection: 'products', id, locale: 'nl', depth: 0 })
    expect(completed).toMatchObject({ title: 'Paspoort aanvragen', _status: 'published' })
    expect(await seedCatalogue(payload)).toMatchObject({ created: 0, changed: 0 })
  }, 120_000)

  it('gives demo users only when asked, with a password that works once it is printed', async () => {
    const { payload } = editor
    expect((await payload.count({ collection: 'users' })).totalDocs).toBe(0)
    const lines: string[] = []
    await seedCatalogue(payload, { demoUsers: true, onProgress: (line) => lines.push(line) })
    const [, email = '', password = ''] = /Demo editor: (\S+) \/ (\S+)/.exec(lines.join('\n')) ?? []
    const login = await payload.login({ collection: 'users', data: { email, password } })
    expect(login.user).toMatchObject({ email, roles: ['editor'] })
  }, 300_000)
})
