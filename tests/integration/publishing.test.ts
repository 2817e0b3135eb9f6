import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followUpRunner, type FollowUpRunner } from '../../src/platform/editor/follow-ups'
import { runScheduledPublishing } from '../../src/platform/editor/scheduled-publishing'
import { keepsTransactions } from '../support/engines/engine'
import { asJson, restOf } from '../support/editor-rest'
import { openPublishingEditor, paragraph, type Part, type TestEditor } from './publishing-editor'

let editor: TestEditor
let runner: FollowUpRunner | null
let organisation: string
let uplEntry: string

const MARCH = '2026-03-02T09:00:00Z'

beforeEach(async () => {
  editor = await openPublishingEditor()
  runner = null
  editor.setClock(MARCH)
  organisation = await save('organisations', { name: 'Gemeente Voorbeeld', type: 'municipality' })
  uplEntry = await save('upl-entries', { label: 'paspoort', uri: 'http://example.org/upl/paspoort' })
})
afterEach(async () => {
  await runner?.stop()
  await editor.close()
})

type Data = Record<string, unknown>

async function save(collection: Collection, data: Data): Promise<string> {
  return String((await editor.local.create({ collection, data })).id)
}
/** Runs what was planned for a moment that has passed. */
async function planned(input: Data): Promise<void> {
  const plan = { task: 'schedulePublish' as const, input, waitUntil: new Date(Date.now() - 1_000) }
  await editor.payload.jobs.queue(plan)
  await editor.payload.jobs.run({ silent: true })
}
type Collection =
  'organisations' | 'upl-entries' | 'facts' | 'products' | 'questions' | 'themes' | 'locations'

const period = (validFrom: string, amountInCents: number, validUntil?: string) => ({
  validFrom: `${validFrom}T12:00:00.000Z`,
  ...(validUntil !== undefined && { validUntil: `${validUntil}T12:00:00.000Z` }),
  amountInCents,
})
const aFact = (values: readonly Data[], more: Data = {}) =>
  save('facts', {
    key: `fee-${randomUUID()}`,
    label: 'Kosten paspoort',
    kind: 'amount',
    organisation,
    values,
    _status: 'published',
    ...more,
  })

const answer = (...parts: readonly Part[]) => [{ channel: 'general', body: paragraph(...parts) }]
const productData = (more: Data = {}): Data => ({
  title: 'Paspoort aanvragen',
  slug: `paspoort-${randomUUID().slice(0, 8)}`,
  audiences: ['resident'],
  organisation,
  uplEntries: [uplEntry],
  reviewBy: '2027-01-01T12:00:00.000Z',
  answers: answer('Ga naar de balie.'),
  _status: 'published',
  ...more,
})
const aProduct = (more: Data = {}) => save('products', productData(more))
const change = (collection: Collection, id: string, data: Data, more: Data = {}) =>
  editor.local.update({ collection, id, data, ...more })

const ofProduct = (id: string, locale = 'nl') => editor.lines({ kind: 'product', id, locale })
const said = (line: { readonly record: string | null } | undefined): string => {
  const record: { answers: { channel: string; body: { text: string } }[] } = JSON.parse(line?.record ?? '{}')
  return record.answers.find((one) => one.channel === 'web')?.body.text ?? ''
}
const summary = async (id: string, locale = 'nl') =>
  (await ofProduct(id, locale)).map((line) => `${line.type} ${line.effective_from}`)
const followUp = async () => {
  runner ??= followUpRunner(editor.payload, editor.parts)
  await runner.drain()
}

describe('one fact, one place', () => {
  it('reaches every answer that binds it when it changes, without anyone editing text', async () => {
    const fee = await aFact([period('2026-01-01', 8387)])
    const first = await aProduct({ answers: answer('Het kost ', { fact: fee }, '.') })
    const second = await aProduct({ answers: answer('U betaalt ', { fact: fee }, ' aan de balie.') })
    expect(said((await ofProduct(first)).at(-1))).toContain('83,87')

    await change('facts', fee, { values: [period('2026-01-01', 9000)], _status: 'published' })
    await followUp()

    expect(said((await ofProduct(first)).at(-1))).toMatch(/Het kost €\s90/)
    expect(said((await ofProduct(second)).at(-1))).toMatch(/U betaalt €\s90/)
    expect(await ofProduct(first)).toHaveLength(2)
  })

  it('writes the coming value at once, to count from midnight in the Netherlands', async () => {
    const fee = await aFact([period('2026-01-01', 8387, '2026-06-30'), period('2026-07-01', 9000)])
    const product = await aProduct({ answers: answer('Het kost ', { fact: fee }, '.') })
    expect(await summary(product)).toEqual([
      'PUBLISHED 2026-03-02T09:00:00.000Z',
      'PUBLISHED 2026-06-30T22:00:00.000Z',
    ])
    expect(said((await ofProduct(product))[1])).toMatch(/€\s90/)
  })

  it('leaves the last value standing, marked as overdue, when a fact ends under a live product', async () => {
    const fee = await aFact([period('2026-01-01', 8387, '2026-06-30')])
    const product = await aProduct({ answers: answer('Het kost ', { fact: fee }, '.') })
    const last = (await ofProduct(product)).at(-1)
    expect(said(last)).toContain('83,87')
    expect(JSON.parse(last?.record ?? '{}').provenance.overdueFrom).toBe('2026-07-01')
  })

  it('reaches an answer in which another fact has expired, which keeps its last value and is marked', async () => {
    const expiring = await aFact([period('2026-01-01', 1100, '2026-06-30')])
    const fee = await aFact([period('2026-01-01', 8387)])
    const product = await aProduct({ answers: answer({ fact: expiring }, ' en ', { fact: fee }) })
    editor.setClock('2026-08-01T09:00:00Z')
    await change('facts', fee, { values: [period('2026-01-01', 9000)], _status: 'published' })
    await followUp()
    const last = (await ofProduct(product)).at(-1)
    expect(said(last)).toMatch(/€\s11.* en €\s90/)
    expect(JSON.parse(last?.record ?? '{}').provenance.overdueFrom).toBe('2026-07-01')
  })

  it('cannot be deleted while it is in use, and the message names who uses it', async () => {
    const fee = await aFact([period('2026-01-01', 8387)])
    await aProduct({ answers: answer('Het kost ', { fact: fee }, '.') })
    await expect(editor.local.delete({ collection: 'facts', id: fee })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('“Paspoort aanvragen”'),
    })
    expect((await editor.local.findByID({ collection: 'facts', id: fee })).id).toBe(fee)
  })

  it('cannot be deleted while a draft uses it either, and can when nothing does', async () => {
    const fee = await aFact([period('2026-01-01', 8387)])
    const draft = await editor.local.create({
      collection: 'products',
      draft: true,
      data: productData({ answers: answer({ fact: fee }), _status: 'draft' }),
    })
    await expect(editor.local.delete({ collection: 'facts', id: fee })).rejects.toThrow('nog in gebruik')
    await editor.local.delete({ collection: 'products', id: draft.id })
    await editor.local.delete({ collection: 'facts', id: fee })
    expect((await editor.local.count({ collection: 'facts' })).totalDocs).toBe(0)
  })

  it('is followed when it is the name of the competent organisation that changes', async () => {
    const product = await aProduct()
    await change('organisations', organisation, { name: 'Gemeente Nieuwstad' })
    await followUp()
    expect(JSON.parse((await ofProduct(product)).at(-1)?.record ?? '{}').organisation.name).toBe(
      'Gemeente Nieuwstad',
    )
  })

  it('starts no follow-up when only a draft of it was saved', async () => {
    const fee = await aFact([period('2026-01-01', 8387)])
    await aProduct({ answers: answer({ fact: fee }) })
    const before = (await editor.local.count({ collection: 'republications' })).totalDocs
    await change('facts', fee, { values: [period('2026-01-01', 1)] }, { draft: true })
    expect((await editor.local.count({ collection: 'republications' })).totalDocs).toBe(before)
  })
})

describe('what stands in the way of publishing', () => {
  const refused = async (data: Data, part: string) => {
    const before = (await editor.lines()).length
    await expect(aProduct(data)).rejects.toMatchObject({
      status: 400,
      isPublic: true,
      message: expect.stringContaining(part),
    })
    expect(await editor.lines()).toHaveLength(before)
    expect((await editor.local.count({ collection: 'products' })).totalDocs).toBe(0)
  }

  it.runIf(keepsTransactions())('is an expired fact, which is named', async () => {
    const fee = await aFact([period('2025-01-01', 8000, '2025-12-31')])
    await refused({ answers: answer({ fact: fee }) }, 'is verlopen: het gold tot en met 31 december 2025')
  })

  const key = 'paspoort-kosten'
  it.runIf(keepsTransactions()).each<[string, readonly Data[], Data, string]>([
    ['is expired', [period('2025-01-01', 1, '2025-12-31')], {}, 'is verlopen'],
    ['begins later', [period('2027-01-01', 1)], {}, 'geldt nog niet'],
    ['is a draft', [period('2025-01-01', 1)], { _status: 'draft' }, 'is nog niet gepubliceerd'],
  ])(
    'names a fact that %s by its label, and by its key for who looks it up',
    async (_, values, more, why) => {
      const fee = await aFact(values, { key, ...more })
      await refused({ answers: answer({ fact: fee }) }, `Het feit “Kosten paspoort” (${key}) ${why}`)
    },
  )

  it.each<[string, readonly Data[], string]>([
    ['has no value', [], 'heeft geen waarde'],
    ['overlaps', [period('2026-01-01', 1), period('2026-02-01', 2)], 'heeft perioden die overlappen'],
    ['costs less than nothing', [period('2026-01-01', -1)], 'heeft een waarde die niet klopt'],
    ['ends before it begins', [period('2026-02-01', 1, '2026-01-01')], 'klopt niet'],
  ])('names itself so when a fact that %s is published', async (_, values, why) => {
    await expect(aFact(values, { key })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(`et feit “Kosten paspoort” (${key}) ${why}`),
    })
  })

  it.runIf(keepsTransactions())('is that there is nothing but a summary, which is no answer', async () => {
    const why =
      'Algemeen: Er is geen antwoord. Vul bij “Antwoorden per kanaal” een tekst in voor “Algemeen”, of vul bij “Teksten” een sectie in.'
    await refused({ answers: [], summary: 'U vraagt een paspoort aan bij de gemeente.' }, why)
    const sections = [{ key: 'intro', text: paragraph('Ga naar de balie.') }]
    expect(said((await ofProduct(await aProduct({ answers: [], sections }))).at(-1))).toContain('balie')
  })

  it('is a fact whose periods overlap, which cannot be published itself', async () => {
    await expect(aFact([period('2026-01-01', 1), period('2026-02-01', 2)])).rejects.toThrow('overlappen')
  })

  it('is a composite product that is a part of its own part', async () => {
    const whole = await aProduct({ title: 'Verhuizen' })
    const part = await aProduct({ title: 'Adreswijziging', parts: [whole] })
    await expect(change('products', whole, { parts: [part], _status: 'published' })).rejects.toThrow('kring')
    expect(await ofProduct(whole)).toHaveLength(1)
  })

  it.each(['<p>hoi</p>', 7, [[]], { root: {} }])('is a text that is no tree: %j', async (short) => {
    const before = (await editor.lines()).length
    const data = { answers: [{ channel: 'general', short }] }
    await expect(aProduct(data)).rejects.toMatchObject({
      data: { errors: [{ message: expect.stringContaining('geen opgemaakte tekst') }] },
    })
    expect(await editor.lines()).toHaveLength(before)
  })

  it('is a circle of three, told in titles', async () => {
    const first = await aProduct({ title: 'Verhuizen' })
    const second = await aProduct({ title: 'Inschrijven', parts: [first] })
    const third = await aProduct({ title: 'Adreswijziging', parts: [second] })
    const close = change('products', first, { parts: [third], _status: 'published' })
    await expect(close).rejects.toThrow(
      'kring naar elkaar: Verhuizen → Adreswijziging → Inschrijven → Verhuizen.',
    )
  })

  it('is not a circle through a product that nobody can read yet, but then that one is', async () => {
    const whole = await aProduct({ title: 'Verhuizen' })
    const draft = await aProduct({ title: 'Adreswijziging', parts: [whole], _status: 'draft' })
    await change('products', whole, { parts: [draft], _status: 'published' })
    await expect(change('products', draft, { _status: 'published' })).rejects.toThrow(
      'Adreswijziging → Verhuizen → Adreswijziging',
    )
  })

  it.runIf(keepsTransactions())('keeps the other documents of a bulk update as they were', async () => {
    const first = await aProduct()
    const second = await aProduct()
    const fee = await aFact([period('2025-01-01', 8000, '2025-12-31')])
    await expect(
      editor.local.update({
        collection: 'products',
        where: { id: { in: [first, second] } },
        data: { answers: answer({ fact: fee }), _status: 'published' },
      }),
    ).rejects.toThrow('is verlopen')
    const kept = await editor.local.findByID({ collection: 'products', id: first })
    expect(JSON.stringify(kept['answers'])).toContain('Ga naar de balie')
  })
})

describe('drafts and languages', () => {
  it('write no line while a draft is saved, by hand or by itself', async () => {
    const product = await aProduct()
    await change('products', product, { title: 'Anders' }, { draft: true })
    await change('products', product, { title: 'Nog anders' }, { draft: true, autosave: true })
    expect(await ofProduct(product)).toHaveLength(1)
    expect((await editor.local.findByID({ collection: 'products', id: product }))['title']).toBe(
      'Paspoort aanvragen',
    )
  })

  it('are saved also when the published text beside them could not be published again today', async () => {
    const fee = await aFact([period('2026-01-01', 8387, '2026-06-30')])
    const product = await aProduct({ answers: answer('Het kost ', { fact: fee }, '.') })
    editor.setClock('2026-08-01T09:00:00Z')
    await change('products', product, { title: 'Beter' }, { draft: true })
    await expect(change('products', product, { title: 'Beter', _status: 'published' })).rejects.toThrow(
      'verlopen',
    )
    await change('products', product, { answers: answer('Vraag het na.'), _status: 'published' })
    expect(said((await ofProduct(product)).at(-1))).toBe('Vraag het na.')
  })

  it('are published at the time that an editor chose', async () => {
    const product = await aProduct({ _status: 'draft' })
    expect(await ofProduct(product)).toHaveLength(0)
    await editor.payload.jobs.queue({
      task: 'schedulePublish',
      input: { type: 'publish', doc: { relationTo: 'products', value: product }, locale: 'nl' },
      waitUntil: new Date(Date.now() - 1_000),
    })
    const scheduled = runScheduledPublishing(editor.payload)
    const deadline = Date.now() + 20_000
    while ((await ofProduct(product)).length === 0 && Date.now() < deadline)
      await new Promise((resume) => setTimeout(resume, 20))
    await scheduled.stop()
    expect(await summary(product)).toEqual(['PUBLISHED 2026-03-02T09:00:00.000Z'])
  })

  describe('are published all at once by who asks for all', () => {
    const english = { title: 'Apply for a passport', answers: answer('Go to the counter.'), _status: 'draft' }
    const inBoth = async (more: Data = {}) => {
      const product = await aProduct({ _status: 'draft' })
      await change('products', product, { ...english, ...more }, { locale: 'en', draft: true })
      return product
    }
    const languagesOf = async (product: string) =>
      (await editor.lines({ kind: 'product', id: product })).map((line) => line.locale)
    const publishAll = (product: string) =>
      change('products', product, { _status: 'published' }, { publishAllLocales: true })

    it('in one save, also from Dutch', async () => {
      const product = await inBoth()
      await publishAll(product)
      expect(await languagesOf(product)).toEqual(['nl', 'en'])
    })

    it('over REST', async () => {
      const email = 'admin@example.org'
      const password = randomUUID()
      await editor.local.create({
        collection: 'users',
        data: { name: 'Admin', email, password, roles: ['administrator'] },
      })
      const ask = restOf(editor)
      const login = await ask('/api/users/login', asJson({ email, password }))
      const { token }: { token: string } = await login.json()
      const headers = { 'content-type': 'application/json', authorization: `JWT ${token}` }
      const product = await inBoth()
      const path = `/api/products/${product}?locale=nl&publishAllLocales=true`
      const body = JSON.stringify({ _status: 'published' })
      const response = await ask(path, { method: 'PATCH', headers, body })
      expect(response.status).toBe(200)
      expect(await languagesOf(product)).toEqual(['nl', 'en'])
    })

    it('at a planned time', async () => {
      const product = await inBoth()
      await planned({ type: 'publish', doc: { relationTo: 'products', value: product } })
      expect(await languagesOf(product)).toEqual(['nl', 'en'])
    })

    it('without a language that is empty or withheld', async () => {
      const onlyDutch = await aProduct({ _status: 'draft' })
      await publishAll(onlyDutch)
      expect(await languagesOf(onlyDutch)).toEqual(['nl'])
      const withheld = await inBoth({ withheld: true })
      await publishAll(withheld)
      expect(await languagesOf(withheld)).toEqual(['nl'])
    })

    it.runIf(keepsTransactions())('or none, when one of them cannot be', async () => {
      const product = await inBoth({ answers: [] })
      await expect(publishAll(product)).rejects.toThrow('Engels')
      expect(await languagesOf(product)).toEqual([])
    })
  })

  it('leave half-done English unpublished when Dutch is published', async () => {
    const product = await aProduct()
    await change('products', product, { title: 'Passp', _status: 'draft' }, { locale: 'en', draft: true })
    await change('products', product, { title: 'Paspoort', _status: 'published' }, { locale: 'nl' })
    expect(await ofProduct(product, 'en')).toHaveLength(0)
    expect(await ofProduct(product, 'nl')).toHaveLength(2)

    const english = {
      title: 'Apply for a passport',
      answers: answer('Go to the counter.'),
      _status: 'published',
    }
    await change('products', product, english, { locale: 'en' })
    expect(await summary(product, 'en')).toEqual(['PUBLISHED 2026-03-02T09:00:00.000Z'])
    expect(await ofProduct(product, 'nl')).toHaveLength(2)
  })

  it('retract one language when it is withheld, and leave the other', async () => {
    const product = await aProduct()
    const english = { title: 'Apply for a passport', answers: answer('Go.'), _status: 'published' }
    await change('products', product, english, { locale: 'en' })
    await change('products', product, { withheld: true, _status: 'published' }, { locale: 'en' })
    expect((await ofProduct(product, 'en')).at(-1)?.type).toBe('RETRACTED')
    expect((await ofProduct(product, 'nl')).at(-1)?.type).toBe('PUBLISHED')
  })
})

describe('taking away', () => {
  it('retracts at unpublishing, also after an autosave, and keeps history', async () => {
    const product = await aProduct()
    await change('products', product, { title: 'Tussendoor' }, { draft: true, autosave: true })
    await change('products', product, { _status: 'draft' })
    expect((await ofProduct(product)).map((line) => line.type)).toEqual(['PUBLISHED', 'RETRACTED'])
    expect(said((await ofProduct(product))[0])).toContain('Ga naar de balie')
  })

  it('retracts at trashing, gives it back at restoring, and retracts at deleting', async () => {
    const product = await aProduct()
    await change('products', product, { deletedAt: '2026-03-02T10:00:00.000Z' })
    expect((await ofProduct(product)).at(-1)?.type).toBe('RETRACTED')
    await change('products', product, { deletedAt: null }, { trash: true })
    expect((await ofProduct(product)).at(-1)?.type).toBe('PUBLISHED')
    await editor.local.delete({ collection: 'products', id: product })
    expect((await ofProduct(product)).map((line) => line.type)).toEqual([
      'PUBLISHED',
      'RETRACTED',
      'PUBLISHED',
      'RETRACTED',
    ])
  })

  it('deletes a product that only refers to itself', async () => {
    const product = await aProduct()
    await change('products', product, { related: [product], _status: 'published' })
    await editor.local.delete({ collection: 'products', id: product })
    expect((await ofProduct(product)).at(-1)?.type).toBe('RETRACTED')
  })

  it('writes the end of the publication period ahead', async () => {
    const product = await aProduct({ publishUntil: '2026-05-01T10:00:00.000Z' })
    expect(await summary(product)).toEqual([
      'PUBLISHED 2026-03-02T09:00:00.000Z',
      'RETRACTED 2026-05-01T10:00:00.000Z',
    ])
  })
})

describe('many at once', () => {
  it('lets 200 saves of several editors all succeed, with a log without gaps in the order of commits', async () => {
    const products = await Promise.all(Array.from({ length: 20 }, () => aProduct()))
    const before = (await editor.lines()).length
    const started = Date.now()
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        change('products', products[index % 20] ?? '', { title: `Titel ${index}`, _status: 'published' }),
      ),
    )
    process.stderr.write(`200 saves: ${Math.round(200_000 / (Date.now() - started))}/s\n`)
    const lines = await editor.lines()
    expect(lines).toHaveLength(before + 200)
    expect(lines.map((line) => line.seq)).toEqual(lines.map((_, index) => index + 1))
    expect(lines.map((line) => line.recorded_at)).toEqual(lines.map((line) => line.recorded_at).toSorted())
    for (const product of products) {
      const row = await editor.local.findByID({ collection: 'products', id: product })
      expect(JSON.parse((await ofProduct(product)).at(-1)?.record ?? '{}').title).toBe(row['title'])
    }
  }, 60_000)
})
