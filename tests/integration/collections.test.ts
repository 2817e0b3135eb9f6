import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Field } from 'payload'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SLUGS } from '../../collections/slugs'
import { keepsTransactions } from '../support/engines/engine'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'
import { richText } from '../support/rich-text'

let editor: OpenEditor
let organisation: string
let upl: string

beforeAll(async () => {
  editor = await openEditor()
  const { payload } = editor
  organisation = String(
    (
      await payload.create({
        collection: 'organisations',
        locale: 'nl',
        data: { name: 'Dommelrode', slug: 'dommelrode', type: 'municipality' },
      })
    ).id,
  )
  upl = String(
    (
      await payload.create({
        collection: 'upl-entries',
        data: { label: 'paspoort', uri: 'http://standaarden.overheid.nl/owms/terms/paspoort' },
      })
    ).id,
  )
})
afterAll(() => editor.close())

/** Fields with a name that editors see, however deep, with their path. */
function visibleFields(
  fields: readonly Field[],
  path: string,
): readonly { readonly path: string; readonly field: Field }[] {
  return fields.flatMap((field) => {
    const here = 'name' in field && field.name ? `${path}.${field.name}` : path
    const below =
      field.type === 'tabs'
        ? field.tabs.flatMap((tab) => visibleFields(tab.fields, here))
        : 'fields' in field
          ? visibleFields(field.fields, here)
          : []
    const isShown = 'name' in field && field.type !== 'ui' && !field.admin?.hidden
    return isShown ? [{ path: here, field }, ...below] : below
  })
}
/** Payload adds these itself. */
const PAYLOADS_OWN =
  /\.(_status|createdAt|updatedAt|deletedAt|email|password|username|salt|hash|resetPassword\w*|loginAttempts|lockUntil|sessions|enableAPIKey|hasAPIKey|apiKey\w*|url|thumbnailURL|filename|mimeType|filesize|width|height|focal[XY]|sizes|id|blockName)(\.|$)/

describe('the editors’ forms', () => {
  it.each(['products', 'questions', 'facts'] as const)('call the state of %s “Status”', (collection) => {
    const fields = editor.payload.collections[collection]?.config.fields ?? []
    const status = fields.find((field) => 'name' in field && field.name === '_status')
    expect(status).toMatchObject({
      label: 'Status',
      defaultValue: 'draft',
      options: [{ value: 'draft' }, { value: 'published' }],
    })
  })

  it('have a label and a help text on every field', () => {
    const bare = Object.values(editor.payload.collections)
      .filter(({ config }) => Object.values<string>(SLUGS).includes(config.slug))
      .flatMap(({ config }) => visibleFields(config.fields, config.slug))
      .filter(({ path }) => !PAYLOADS_OWN.test(path))
      .filter(
        ({ field }) =>
          !('label' in field && field.label) ||
          !(field.admin && 'description' in field.admin && field.admin.description),
      )
    expect(bare.map(({ path }) => path)).toEqual([])
  })
})

const published = (data: Readonly<Record<string, unknown>>) =>
  editor.payload.create({
    collection: 'products',
    locale: 'nl',
    data: {
      kind: 'product',
      audiences: ['resident'],
      organisation,
      uplEntries: [upl],
      summary: 'Een product.',
      reviewBy: '2099-01-01',
      answers: [{ channel: 'general', short: richText('U belt de gemeente.') }],
      _status: 'published',
      ...data,
    },
  })
const aFact = (key: string, values: readonly Readonly<Record<string, unknown>>[]) =>
  editor.payload.create({
    collection: 'facts',
    locale: 'nl',
    data: { key, label: key, kind: 'amount', organisation, values, _status: 'published' },
  })
const heads = async () => (await editor.payload.count({ collection: 'publications' })).totalDocs

/** A save that is refused says why, and leaves nothing behind where the database can take it back. */
async function refused(action: () => Promise<unknown>, why: RegExp): Promise<void> {
  const products = (await editor.payload.count({ collection: 'products' })).totalDocs
  const lines = await heads()
  await expect(action()).rejects.toThrow(why)
  expect(await heads()).toBe(lines)
  if (!keepsTransactions()) return
  expect((await editor.payload.count({ collection: 'products' })).totalDocs).toBe(products)
}

describe('what cannot be published is refused with the reason', () => {
  it('a product without a uniform product name', () =>
    refused(() => published({ title: 'A', uplEntries: [] }), /uniforme productnaam/))
  it('a text with a place still to fill in', () =>
    refused(
      () =>
        published({
          title: 'B',
          answers: [{ channel: 'general', short: richText('Bel [telefoonnummer].') }],
        }),
      /plek om in te vullen/,
    ))
  it('a chat answer that is too long', () =>
    refused(
      () =>
        published({
          title: 'C',
          answers: [
            { channel: 'general', short: richText('Kort.') },
            { channel: 'chat', short: richText('lang '.repeat(200)) },
          ],
        }),
      /te lang/,
    ))
  it('an address that is no address', () =>
    refused(() => published({ title: 'D', slug: 'Geen Slug!' }), /Webadres|slug/))
  it('an address that cannot be made from the title', () =>
    refused(() => published({ title: '護照', slug: '' }), /Webadres|slug/))
  it('a text with an expired fact', async () => {
    const fact = await aFact('verlopen', [
      { validFrom: '2020-01-01', validUntil: '2020-12-31', amountInCents: 100 },
    ])
    await refused(
      () =>
        published({
          title: 'E',
          answers: [{ channel: 'general', short: richText(`Dat kost {${fact.id}}.`) }],
        }),
      /“verlopen” is verlopen/,
    )
  })
  it('a fact whose periods overlap', () =>
    refused(
      () =>
        aFact('dubbel', [
          { validFrom: '2026-01-01', validUntil: '2026-12-31', amountInCents: 1 },
          { validFrom: '2026-06-01', amountInCents: 2 },
        ]),
      /“dubbel” heeft perioden die overlappen/,
    ))
  it('two answers for one channel', () =>
    refused(
      () =>
        published({
          title: 'F',
          answers: [
            { channel: 'general', short: richText('Een.') },
            { channel: 'general', short: richText('Twee.') },
          ],
        }),
      /Antwoorden per kanaal/,
    ))
  it('a composite product that is part of itself', async () => {
    const first = await published({ title: 'Eerste', slug: 'eerste' })
    const second = await published({ title: 'Tweede', slug: 'tweede', parts: [first.id] })
    await refused(
      () =>
        editor.payload.update({
          collection: 'products',
          id: first.id,
          locale: 'nl',
          data: { parts: [second.id], _status: 'published' },
        }),
      /kring/,
    )
  })
  it('deleting a fact that is in use', async () => {
    const fact = await aFact('in-gebruik', [{ validFrom: '2026-01-01', amountInCents: 100 }])
    await published({
      title: 'Gebruiker',
      answers: [{ channel: 'general', short: richText(`Dat kost {${fact.id}}.`) }],
    })
    await refused(
      () => editor.payload.delete({ collection: 'facts', id: fact.id }),
      /in gebruik.*“Gebruiker”/,
    )
  })
})

it('script in a text reaches no reader', async () => {
  const text = richText('Hallo <script>alert(1)</script> <img src=x onerror=alert(1)>')
  const product = await published({
    title: '<script>alert(2)</script>',
    slug: 'script',
    answers: [{ channel: 'general', short: text, body: text }],
  })
  const { docs } = await editor.payload.find({
    collection: 'publications',
    where: { itemId: { equals: product.id } },
  })
  const html = JSON.stringify(docs.map((line) => line['record'])).match(/"html":"(?:[^"\\]|\\.)*"/g) ?? []
  expect(html.length).toBeGreaterThan(8)
  for (const part of html) expect(part).not.toMatch(/<script|<img|onerror=(?!.*&)/)
})

describe('uploads', () => {
  const upload = (
    name: string,
    mimetype: string,
    data: Buffer,
    fields: Readonly<Record<string, unknown>> = { alt: 'Een foto' },
  ) =>
    editor.payload.create({
      collection: 'media',
      locale: 'nl',
      data: fields,
      file: { name, mimetype, data, size: data.length },
    })
  const files = () => readdir(join(editor.env.dataDir, 'media')).catch(() => [])
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#154273' }, limitInputPixels: false })
      .png({ compressionLevel: 9 })
      .toBuffer()

  it('keep a picture in several sizes', async () => {
    const stored = await upload('foto.png', 'image/png', await picture(1000, 500))
    expect(stored).toMatchObject({ width: 1000, height: 500 })
    expect((await files()).length).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['a text that calls itself a picture', 'nep.png', 'image/png', () => Buffer.from('geen plaatje')],
    [
      'an SVG',
      'teken.svg',
      'image/svg+xml',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ['a page of HTML', 'pagina.html', 'text/html', () => Buffer.from('<script>alert(1)</script>')],
    ['a flood of pixels', 'bom.png', 'image/png', () => picture(12_000, 12_000)],
  ] as const)('refuse %s and leave nothing behind', async (_what, name, mimetype, make) => {
    const before = await files()
    await expect(Promise.resolve(make()).then((data) => upload(name, mimetype, data))).rejects.toThrow()
    expect(await files()).toEqual(before)
  })

  it('refuse a picture without a description', async () => {
    const before = await files()
    await expect(upload('zonder.png', 'image/png', await picture(50, 50), {})).rejects.toThrow(
      /Beschrijving|alt/,
    )
    expect(await files()).toEqual(before)
  })
})
