import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('says so when what is sent cannot be read', async () => {
  const { message } = await refusalOf('/api/themes', { method: 'POST', body: '{"title":' })
  expect(message).toMatch(/kan niet gelezen worden/)
})
