import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'
import { asJson, restOf, type AskEditor } from '../support/editor-rest'

/** What an editor, or whoever writes a connection, reads when a save over REST is refused. */
let editor: OpenEditor
let ask: AskEditor
let token: string

beforeAll(async () => {
  editor = await openEditor()
  ask = restOf(editor)
  const login = { email: 'redactie@voorbeeld.test', password: 'Een-lang-wachtwoord-1' }
  await editor.payload.create({
    collection: 'users',
    data: { ...login, name: 'Redactie', roles: ['administrator'] },
  })
  token = String((await editor.payload.login({ collection: 'users', data: login })).token)
})
afterAll(() => editor.close())

const askAsEditor = (path: string, init: RequestInit) =>
  ask(path, { ...init, headers: { 'content-type': 'application/json', authorization: `JWT ${token}` } })

async function refusalOf(path: string, init: RequestInit): Promise<{ message: string; data: unknown }> {
  const response = await askAsEditor(path, init)
  expect(response.status).toBe(400)
  const { errors } = await response.json()
  expect(errors).toHaveLength(1)
  return errors[0]
}

it('names each field that is refused, with the rule', async () => {
  const data = { title: 'a'.repeat(151), slug: 'Met Hoofdletters', _status: 'published' }
  const { message, data: fields } = await refusalOf('/api/products?locale=nl', asJson(data))
  expect(message).toContain('Titel” klopt niet. Gebruik hoogstens ')
  expect(message).toContain('“Webadres” klopt niet. Gebruik kleine letters')
  expect(fields).toMatchObject({
    errors: expect.arrayContaining([expect.objectContaining({ path: 'slug' })]),
  })
})

it('says that an address is taken', async () => {
  const product = { title: 'Paspoort', slug: 'paspoort', kind: 'product', audiences: ['resident'] }
  const organisation = await editor.payload.create({
    collection: 'organisations',
    data: { name: 'Gemeente', slug: 'gemeente', type: 'municipality' },
  })
  const draft = { ...product, organisation: organisation.id, _status: 'draft' }
  expect((await askAsEditor('/api/products?locale=nl&draft=true', asJson(draft))).status).toBe(201)
  const { message } = await refusalOf('/api/products?locale=nl&draft=true', asJson(draft))
  expect(message).toMatch(/“Webadres” klopt niet. Dit is al in gebruik. Kies iets anders./)
})

it('says a refusal that is not about fields beside its errors too, where the screens take it from whole', async () => {
  const values = [{ validFrom: '2026-01-01', amountInCents: -1 }]
  const fact = { label: 'Kosten', key: 'kosten', kind: 'amount', values, _status: 'published' }
  const response = await askAsEditor('/api/facts?locale=nl', asJson(fact))
  const { message, errors } = await response.json()
  expect(message).toBe(
    'Dit feit kan niet gepubliceerd worden.\n• Het feit “Kosten” (kosten) heeft een waarde die niet klopt (vanaf 1 januari 2026). Vul een bedrag in van nul euro of meer.',
  )
  expect(errors).toMatchObject([{ message, data: { problems: [{ code: 'fact_value_invalid' }] } }])
})

it('says so when what is sent cannot be read', async () => {
  const { message } = await refusalOf('/api/themes', { method: 'POST', body: '{"title":' })
  expect(message).toMatch(/kan niet gelezen worden/)
})

it.each(['products?where=text', 'products/count?where={', 'themes?data=x'])(
  'says that an address cannot be read: %s',
  async (path) => {
    expect((await refusalOf(`/api/${path}`, {})).message).toMatch(/is neither JSON nor/)
  },
)

describe('what no database can answer is refused to whoever wrote it, and is no fault of ours', () => {
  const intoText = /"root.*" inside it cannot be queried/
  const oneValue = /takes one value.*\[in\]=/
  const notHere = /is not supported here/

  it.each<[string, string, RegExp]>([
    ['GET', 'products?where[deskMemo.root][exists]=true', intoText],
    ['GET', 'products?where[deskMemo.root][exists]=true&draft=true', intoText],
    ['GET', 'products?where[deskMemo.nl.root.children.text][like]=x', intoText],
    ['GET', 'products?where[deskMemo__root][exists]=true', intoText],
    ['GET', 'products?where[answers.short.root][exists]=true', intoText],
    ['GET', 'products?where[organisation.deskMemo.root][exists]=true', intoText],
    ['GET', 'products?where[related][contains][deskMemo.root][exists]=true', intoText],
    ['GET', 'products?where[and][0][or][0][deskMemo.root][exists]=true', intoText],
    ['GET', 'products/count?where[deskMemo.root][exists]=true', intoText],
    ['GET', 'products/versions?where[version.deskMemo.root][exists]=true', intoText],
    ['PATCH', 'products?where[deskMemo.root][exists]=true', intoText],
    ['DELETE', 'products?where[deskMemo.root][exists]=true', intoText],
    ['GET', 'products?where[_status][equals][]=draft&where[_status][equals][]=published', oneValue],
    ['GET', 'products?where[_status][not_equals][a]=draft', oneValue],
    ['GET', 'products?where[title][like][0]=a', oneValue],
    ['GET', 'products?where[title][contains][0]=a', oneValue],
    ['GET', 'products?where[organisation.type][equals][0]=municipality', oneValue],
    ['GET', 'products/versions?where[version._status][equals][0]=draft', oneValue],
    ['GET', 'products?where[_status][all]=draft', notHere],
    ['GET', 'products?where[title][near]=1,2', notHere],
    ['GET', 'products?where[publishFrom][greater_than]=morgen', /"morgen" is not a date/],
  ])('%s %s', (method, path, message) => isRefused(`/api/${path}`, { method }, message))

  it.each([['draft'], ['published']])('a state that is a list: %s', async (...state) => {
    const fact = { label: 'Kosten', key: `kosten-${state[0]}`, kind: 'amount', _status: 'draft' }
    const { id } = await editor.payload.create({ collection: 'facts', data: fact, draft: true })
    const init = { method: 'PATCH', body: JSON.stringify({ _status: state }) }
    for (const path of [`facts/${id}`, `facts/${id}?publishSpecificLocale=nl`])
      await isRefused(`/api/${path}`, init, /^_status must be "draft" or "published"/)
  })

  it('but only to who may ask', async () => {
    expect((await ask('/api/products?where[deskMemo.root][exists]=true')).status).toBe(403)
  })

  it.each([
    '[_status][in]=draft,published',
    '[_status][in][]=draft&where[_status][in][]=published',
    '[_status][exists]=true',
    '[deskMemo][exists]=true',
    '[deskMemo.nl][like]=x',
    '[audiences][contains]=resident',
    '[themes][equals]=x',
    '[publishFrom][equals]=null',
    '[publishFrom][greater_than]=2026-12-31',
    '[related][contains][title][equals]=x',
  ])('and the rest is answered: %s', async (where) => {
    expect((await askAsEditor(`/api/products?where${where}`, {})).status).toBe(200)
  })

  async function isRefused(path: string, init: RequestInit, why: RegExp): Promise<void> {
    const logged = vi.spyOn(editor.payload.logger, 'error')
    try {
      expect((await refusalOf(path, init)).message).toMatch(why)
      expect(logged).not.toHaveBeenCalled()
    } finally {
      logged.mockRestore()
    }
  }
})
