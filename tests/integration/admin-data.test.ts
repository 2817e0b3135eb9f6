import { createLocalReq } from 'payload'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  FactsAnswer,
  FollowUpsAnswer,
  PublicationAnswer,
  StatesAnswer,
  UsagesAnswer,
} from '../../src/admin/admin-api'
import { openPublishingEditor, paragraph, type TestEditor } from './publishing-editor'

let editor: TestEditor
let organisation: string
let fee: string
let product: string

const save = async (
  collection: 'organisations' | 'upl-entries' | 'facts' | 'products' | 'users',
  data: Record<string, unknown>,
) => String((await editor.payload.create({ collection, data })).id)

const periods = (...given: readonly (readonly [from: string, until: string | null, cents: number])[]) =>
  given.map(([from, until, amountInCents]) => ({
    validFrom: `${from}T12:00:00.000Z`,
    validUntil: until === null ? null : `${until}T12:00:00.000Z`,
    amountInCents,
  }))

beforeEach(async () => {
  editor = await openPublishingEditor()
  organisation = await save('organisations', { name: 'Gemeente Voorbeeld', type: 'municipality' })
  const uplEntry = await save('upl-entries', { label: 'paspoort', uri: 'http://example.org/upl/paspoort' })
  fee = await save('facts', {
    key: 'paspoort-kosten-volwassene',
    label: 'Kosten paspoort volwassene',
    kind: 'amount',
    organisation,
    values: periods(['2020-01-01', '2098-12-31', 8387], ['2099-01-01', null, 9000]),
    _status: 'published',
  })
  product = await save('products', {
    title: 'Paspoort aanvragen',
    audiences: ['resident'],
    organisation,
    uplEntries: [uplEntry],
    reviewBy: '2099-01-01T12:00:00.000Z',
    answers: [{ channel: 'general', body: paragraph('Het kost ', { fact: fee }, '.') }],
    _status: 'published',
  })
})
afterEach(() => editor.close())

type Role = 'administrator' | 'publisher' | 'editor' | 'agent' | 'apiClient'

/** Asks as a logged-in user with this role, or as nobody. */
async function ask(path: string, role: Role | null = 'editor', method: 'get' | 'delete' = 'get') {
  const url = new URL(path, 'http://localhost')
  const asked = url.pathname.split('/')
  const endpoint = editor.payload.config.endpoints.find(
    (known) =>
      known.method === method &&
      known.path.split('/').length === asked.length &&
      known.path.split('/').every((part, index) => part.startsWith(':') || part === asked[index]),
  )
  if (!endpoint) throw new Error(`No endpoint answers ${path}`)
  const routeParams = Object.fromEntries(
    endpoint.path
      .split('/')
      .flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), asked[index]]] : [])),
  )
  const user =
    role === null
      ? null
      : { id: 'someone', collection: 'users' as const, roles: [role], organisations: [organisation] }
  const base = await createLocalReq({}, editor.payload)
  const req = Object.assign(base, { user, routeParams, searchParams: url.searchParams })
  return endpoint.handler(req)
}
async function answerTo<T>(path: string): Promise<T> {
  const answer: T = await (await ask(path)).json()
  return answer
}

describe('what the editors’ screens ask', () => {
  it.each([
    ['administrator', 200],
    ['publisher', 200],
    ['editor', 200],
    ['agent', 403],
    ['apiClient', 403],
    [null, 403],
  ] as const)('is answered to %s with %i', async (role, status) => {
    const paths = [
      '/admin-data/facts?search=',
      '/admin-data/follow-ups',
      `/admin-data/usages/facts/${fee}`,
      `/admin-data/publication/products/${product}`,
      `/admin-data/states/products?ids=${product}`,
    ]
    for (const path of paths) expect((await ask(path, role)).status).toBe(status)
  })

  it('finds facts by every typed word in name or key, with today’s value and the coming one', async () => {
    const { facts } = await answerTo<FactsAnswer>('/admin-data/facts?search=volwassene%20paspoort')
    expect(facts).toMatchObject([
      {
        id: fee,
        state: 'current',
        value: expect.stringContaining('83,87'),
        coming: { from: '2099-01-01', value: expect.stringContaining('90') },
      },
    ])
    expect((await answerTo<FactsAnswer>('/admin-data/facts?search=paspoort%20hond')).facts).toEqual([])
  })

  it('shows a changed draft of a fact only once it is published, as readers get it', async () => {
    const change = { values: periods(['2020-01-01', null, 9900]) }
    await editor.payload.update({
      collection: 'facts',
      id: fee,
      draft: true,
      data: { ...change, _status: 'draft' },
    })
    const path = `/admin-data/facts?ids=${fee},gone`
    expect((await answerTo<FactsAnswer>(path)).facts).toMatchObject([
      { value: expect.stringContaining('83,87') },
      { id: 'gone', state: 'unknown' },
    ])
    await editor.payload.update({ collection: 'facts', id: fee, data: { ...change, _status: 'published' } })
    expect((await answerTo<FactsAnswer>(path)).facts[0]?.value).toContain('99')
  })

  it('names where a fact is used and how far its follow-up is', async () => {
    expect(await answerTo<UsagesAnswer>(`/admin-data/usages/facts/${fee}`)).toEqual({
      total: 1,
      usages: [
        {
          collection: 'products',
          id: product,
          title: 'Paspoort aanvragen',
          inPublished: true,
          inDraft: true,
        },
      ],
    })
    const change = { values: periods(['2020-01-01', null, 9900]), _status: 'published' as const }
    await editor.payload.update({ collection: 'facts', id: fee, data: change })
    const waiting = {
      collection: 'facts',
      title: 'Kosten paspoort volwassene',
      state: 'waiting',
      done: 0,
      total: 1,
    }
    expect(await answerTo<PublicationAnswer>(`/admin-data/publication/facts/${fee}`)).toMatchObject({
      languages: [],
      followUps: [waiting],
    })
    expect(await answerTo<FollowUpsAnswer>('/admin-data/follow-ups')).toMatchObject({ followUps: [waiting] })
  })

  it('tells what readers see of a product and when it changes by itself', async () => {
    const [line] = await editor.lines({ kind: 'product', id: product })
    const { languages } = await answerTo<PublicationAnswer>(`/admin-data/publication/products/${product}`)
    expect(languages).toMatchObject([
      {
        locale: 'nl',
        current: { revision: line?.seq },
        coming: [{ at: '2098-12-31T23:00:00.000Z', type: 'PUBLISHED' }],
      },
      { locale: 'en', current: null, coming: [] },
    ])
  })

  it('tells the state of a list of products, language by language', async () => {
    const state = async () =>
      (await answerTo<StatesAnswer>(`/admin-data/states/products?ids=${product},gone`)).states
    const nothingChanged = { id: product, isPublic: true, published: ['nl'], coming: [], changed: [] }
    expect(await state()).toEqual([nothingChanged])

    const save = (locale: 'nl' | 'en', data: Record<string, unknown>, draft = false) =>
      editor.payload.update({ collection: 'products', id: product, locale, draft, data })
    // Saved by itself, with nothing in it that is new.
    await save('nl', { title: 'Paspoort aanvragen', _status: 'draft' }, true)
    expect(await state()).toEqual([nothingChanged])
    await save('nl', { title: 'Paspoort', _status: 'draft' }, true)
    expect(await state()).toMatchObject([{ published: ['nl'], changed: ['nl'] }])
    await save('en', { title: 'Passport', _status: 'draft' }, true)
    await save('nl', { title: 'Paspoort', _status: 'published' })
    expect(await state()).toMatchObject([{ published: ['nl'], changed: ['en'] }])
    const body = paragraph('Go to the counter.')
    await save('en', { answers: [{ channel: 'general', body }], _status: 'published' })
    expect(await state()).toMatchObject([{ published: ['nl', 'en'], changed: [] }])
    await save('nl', { _status: 'draft' })
    expect(await state()).toMatchObject([{ isPublic: false, published: [], changed: ['nl', 'en'] }])
  })

  it('tells the state of a fact as one', async () => {
    const state = () => answerTo<StatesAnswer>(`/admin-data/states/facts?ids=${fee}`)
    const unchanged = { id: fee, isPublic: true, published: ['nl'], coming: [], changed: [] }
    expect(await state()).toEqual({ byLanguage: false, states: [unchanged] })
    await editor.payload.update({
      collection: 'facts',
      id: fee,
      publishSpecificLocale: 'nl',
      data: { label: 'Kosten', _status: 'published' },
    })
    expect((await state()).states).toEqual([unchanged])
    const draft = { label: 'Prijs', _status: 'draft' as const }
    await editor.payload.update({ collection: 'facts', id: fee, draft: true, data: draft })
    expect((await state()).states).toEqual([{ ...unchanged, changed: ['nl'] }])
  })
})

describe('a plan', () => {
  const plan = (collection: 'products' | 'facts', id: string, waitUntil = new Date(Date.now() - 1_000)) =>
    editor.payload.jobs.queue({
      task: 'schedulePublish',
      input: { type: 'publish', locale: 'nl', doc: { relationTo: collection, value: id } },
      waitUntil,
    })
  const run = () => editor.payload.jobs.run({ silent: true })
  const onPage = async (collection: 'products' | 'facts', id: string) =>
    (await answerTo<PublicationAnswer>(`/admin-data/publication/${collection}/${id}`)).plans
  const onDashboard = async () => (await answerTo<FollowUpsAnswer>('/admin-data/follow-ups')).refusedPlans
  const unanswered = async () => {
    const copy = await editor.payload.duplicate({
      collection: 'products',
      id: product,
      draft: true,
      data: { title: 'Spoed', slug: 'spoed', answers: [], _status: 'draft' },
    })
    return String(copy.id)
  }

  it('to come stands on its page and can be taken away by who may publish', async () => {
    await plan('products', product, new Date('2099-01-01T08:00:00.000Z'))
    const [coming] = await onPage('products', product)
    const at = '2099-01-01T08:00:00.000Z'
    expect(coming).toMatchObject({ type: 'publish', locale: 'nl', at, refusal: null })
    expect(await onDashboard()).toEqual([])

    const path = `/admin-data/plans/${coming?.id}`
    expect((await ask(path, 'editor', 'delete')).status).toBe(403)
    expect(await onPage('products', product)).toHaveLength(1)
    expect((await ask(path, 'publisher', 'delete')).status).toBe(200)
    expect(await onPage('products', product)).toEqual([])
    expect((await ask(path, 'publisher', 'delete')).status).toBe(404)
  })

  it('that is refused says why, on its page and the dashboard, until someone publishes', async () => {
    const rush = await unanswered()
    await plan('products', rush)
    await run()
    expect(await editor.lines({ kind: 'product', id: rush })).toEqual([])
    const refused = { itemId: rush, title: 'Spoed', refusal: expect.stringContaining('“Spoed” kan niet') }
    expect(await onPage('products', rush)).toMatchObject([refused])
    expect(await onDashboard()).toMatchObject([refused])
    await run()
    expect(await onDashboard()).toMatchObject([refused])

    const answers = [{ channel: 'general' as const, body: paragraph('Vandaag nog.') }]
    const data = { answers, _status: 'published' as const }
    await editor.payload.update({ collection: 'products', id: rush, data })
    expect(await onPage('products', rush)).toEqual([])
    expect(await onDashboard()).toEqual([])
  })

  it('of a fact is overtaken by publishing the fact', async () => {
    const values: never[] = []
    const draft = { label: 'Leges', values, _status: 'draft' as const }
    await editor.payload.update({ collection: 'facts', id: fee, draft: true, data: draft })
    await plan('facts', fee)
    await run()
    expect(await onPage('facts', fee)).toMatchObject([{ refusal: expect.any(String) }])
    const sound = { values: periods(['2020-01-01', null, 9900]), _status: 'published' as const }
    await editor.payload.update({ collection: 'facts', id: fee, data: sound })
    expect(await onPage('facts', fee)).toEqual([])
  })
})
