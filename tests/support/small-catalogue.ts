import { randomUUID } from 'node:crypto'
import { paragraph, untyped } from '../integration/publishing-editor'
import type { OpenEditor } from './editor'

export const EMAIL = 'redacteur@voorbeeld.nl'
export const PASSWORD = 'een lang wachtwoord'

/** A bit of everything: languages, drafts, versions, a trashed document, a user with a key, a plan and a finished follow-up. */
export async function fill(editor: OpenEditor): Promise<void> {
  const local = untyped(editor.payload)
  const create = async (collection: string, data: Record<string, unknown>) =>
    String((await local.create({ collection, data })).id)
  const organisation = await create('organisations', { name: 'Gemeente Voorbeeld', type: 'municipality' })
  const uplEntry = await create('upl-entries', { label: 'paspoort', uri: 'http://example.org/upl/paspoort' })
  const fee = await create('facts', {
    key: 'kosten',
    label: 'Kosten',
    kind: 'amount',
    values: [
      { validFrom: '2026-01-01T12:00:00.000Z', validUntil: '2098-12-31T12:00:00.000Z', amountInCents: 8387 },
      { validFrom: '2099-01-01T12:00:00.000Z', amountInCents: 9000 },
    ],
    _status: 'published',
  })
  await create('synonyms', {
    title: 'identiteitskaart',
    language: 'nl',
    direction: 'oneWay',
    terms: ['id-kaart'],
    targets: ['identiteitskaart'],
  })
  const products: string[] = []
  for (const number of [1, 2, 3])
    products.push(
      await create('products', {
        title: `Paspoort ${number}`,
        slug: `paspoort-${number}`,
        audiences: ['resident'],
        organisation,
        uplEntries: [uplEntry],
        related: products,
        reviewBy: '2099-06-01T12:00:00.000Z',
        answers: [
          { channel: 'general', body: paragraph('Het kost ', { fact: fee }, '.') },
          { channel: 'phone', short: paragraph('Dat kost ', { fact: fee }, '.') },
        ],
        _status: 'published',
      }),
    )
  const [first = '', second = '', third = ''] = products
  const english = {
    title: 'Passport',
    answers: [{ channel: 'general', body: paragraph('Go to the counter.') }],
  }
  await local.update({
    collection: 'products',
    id: first,
    locale: 'en',
    data: { ...english, _status: 'published' },
  })
  await local.update({ collection: 'products', id: second, draft: true, data: { title: 'Nog niet' } })
  await local.update({ collection: 'products', id: third, data: { deletedAt: '2026-03-02T10:00:00.000Z' } })
  await create('users', {
    email: EMAIL,
    password: PASSWORD,
    name: 'Redacteur',
    roles: ['editor', 'agent'],
    enableAPIKey: true,
    apiKey: randomUUID(),
  })
  await editor.payload.login({ collection: 'users', data: { email: EMAIL, password: PASSWORD } })
}
