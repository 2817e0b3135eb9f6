import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SLUGS } from '../../collections/slugs'
import { ACCESS, ROLES } from '../../src/access'
import type { Role } from '../../src/access'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'
import { restOf } from '../support/editor-rest'
import type { AskEditor } from '../support/editor-rest'
import { WITH_DRAFTS, publishable } from '../support/publishable'
import type { DraftedName } from '../support/publishable'

/**
 * What roles may do over Payload's REST, which reaches operations without saying whether access counts: that is where
 * a guard steps aside that asks for `overrideAccess: false` (see access.test.ts for the Local API).
 */
const PASSWORD = 'Een-lang-wachtwoord-1'
const Document = z.object({ id: z.string(), _status: z.string() }).loose()

let editor: OpenEditor
let ask: AskEditor
let own: string
let other: string
let upl: string
let number = 0
const tokens = new Map<Role, string>()

beforeAll(async () => {
  editor = await openEditor()
  ask = restOf(editor)
  own = await make('organisations', { name: 'Eigen', slug: 'eigen', type: 'municipality' })
  other = await make('organisations', { name: 'Andere', slug: 'andere', type: 'province' })
  upl = await make('upl-entries', { label: 'naam', uri: 'http://standaarden.overheid.nl/owms/terms/naam' })
  for (const role of ROLES) {
    const email = `${role}@voorbeeld.test`
    await make('users', { email, password: PASSWORD, roles: [role], organisations: [own] })
    const response = await ask('/api/users/login', json('POST', { email, password: PASSWORD }))
    tokens.set(role, z.object({ token: z.string() }).parse(await response.json()).token)
  }
})
afterAll(() => editor.close())

const make = async (collection: (typeof SLUGS)[keyof typeof SLUGS], data: object): Promise<string> =>
  String((await editor.payload.create({ collection, data, locale: 'nl' })).id)

const json = (method: string, data: object, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  ...(method !== 'GET' && { body: JSON.stringify(data) }),
})
const as = (role: Role, method: string, path: string, data: object = {}) =>
  ask(`/api/${path}`, json(method, data, { authorization: `JWT ${tokens.get(role)}` }))

const dataOf = (name: DraftedName, organisation: string) =>
  publishable(name, { organisation, upl, number: ++number })
const aDraft = (name: DraftedName, organisation = own) =>
  make(name, { ...dataOf(name, organisation), _status: 'draft' })
const aPublished = (name: DraftedName, organisation = own) =>
  make(name, { ...dataOf(name, organisation), _status: 'published' })

/** What stands in the main row, which is what readers get. */
const statusOf = async (name: DraftedName, id: string) =>
  Document.parse(await editor.payload.findByID({ collection: name, id, depth: 0 }))._status
const versionsOf = async (name: DraftedName, id: string) =>
  (
    await editor.payload.findVersions({
      collection: name,
      where: { parent: { equals: id } },
      sort: 'createdAt',
    })
  ).docs.map((version) => String(version.id))

type Case = { readonly role: Role; readonly name: DraftedName; readonly may: boolean }
const cases: readonly Case[] = ROLES.flatMap((role) =>
  WITH_DRAFTS.map((name) => ({ role, name, may: ACCESS[name][role].publish !== 'no' })),
)

it('knows every collection that has drafts', () => {
  const withDrafts = editor.payload.config.collections.filter(
    ({ versions }) => typeof versions === 'object' && Boolean(versions.drafts),
  )
  expect(withDrafts.map(({ slug }) => slug).sort()).toEqual([...WITH_DRAFTS].sort())
})

describe.each(cases)('$role and what readers see of $name (may change it: $may)', ({ role, name, may }) => {
  const status = may ? 200 : 403

  it.each([
    ['', 'locale=nl'],
    [', saying that it is a draft', 'locale=nl&draft=true'],
    [', as autosave', 'locale=nl&draft=true&autosave=true'],
    [', in one language', 'locale=nl&publishSpecificLocale=nl'],
  ])('publishes%s', async (_how, query) => {
    const id = await aDraft(name)
    expect((await as(role, 'PATCH', `${name}/${id}?${query}`, { _status: 'published' })).status).toBe(status)
    expect(await statusOf(name, id)).toBe(may ? 'published' : 'draft')
  })

  it('publishes many at once', async () => {
    const id = await aDraft(name)
    const path = `${name}?locale=nl&where[id][equals]=${id}`
    expect((await as(role, 'PATCH', path, { _status: 'published' })).status).toBe(status)
    expect(await statusOf(name, id)).toBe(may ? 'published' : 'draft')
  })

  it('publishes at once what is new', async () => {
    const data = { ...dataOf(name, own), _status: 'published' }
    expect((await as(role, 'POST', `${name}?locale=nl`, data)).status).toBe(may ? 201 : 403)
  })

  it('unpublishes, one or many at once', async () => {
    const id = await aPublished(name)
    for (const path of [`${name}/${id}?locale=nl`, `${name}?locale=nl&where[id][equals]=${id}`]) {
      expect((await as(role, 'PATCH', path, { _status: 'draft' })).status).toBe(status)
      expect(await statusOf(name, id)).toBe(may ? 'draft' : 'published')
    }
  })

  it('changes what stands published', async () => {
    const id = await aPublished(name)
    for (const data of [{}, { _status: null }, ...(may ? [] : [{ _status: ['published'] }])])
      expect((await as(role, 'PATCH', `${name}/${id}?locale=nl`, data)).status !== 403).toBe(may)
  })

  it('restores a version over what stands published', async () => {
    const id = await aDraft(name)
    await editor.payload.update({ collection: name, id, data: { _status: 'published' }, locale: 'nl' })
    const [draft, published] = await versionsOf(name, id)
    expect((await as(role, 'POST', `${name}/versions/${draft}`)).status).toBe(status)
    expect(await statusOf(name, id)).toBe(may ? 'draft' : 'published')
    expect((await as(role, 'POST', `${name}/versions/${published}`)).status).toBe(status)
    expect(await statusOf(name, id)).toBe('published')
  })

  it('is told so, for the buttons of the screen', async () => {
    const id = await aDraft(name)
    const response = await as(role, 'POST', `${name}/access/${id}`, {
      organisation: own,
      _status: 'published',
    })
    // Payload leaves out what is not permitted.
    expect(
      'update' in
        z
          .object({})
          .loose()
          .parse(await response.json()),
    ).toBe(may)
  })

  it('deletes, or puts in the trash, what is published', async () => {
    const mayDelete = ACCESS[name][role].delete !== 'no'
    for (const query of name === 'facts' ? [] : ['', '&draft=true']) {
      const path = `${name}/${await aPublished(name)}?locale=nl${query}`
      const response = await as(role, 'PATCH', path, { deletedAt: new Date().toISOString() })
      expect(response.status).toBe(mayDelete ? 200 : 403)
    }
    const deleted = await as(role, 'DELETE', `${name}/${await aPublished(name)}?locale=nl`)
    expect(deleted.status).toBe(mayDelete ? 200 : 403)
  })
})

describe.each(WITH_DRAFTS)('a publisher and the %s of another organisation', (name) => {
  it('neither publishes, unpublishes nor restores', async () => {
    const draft = await aDraft(name, other)
    const published = await aPublished(name, other)
    const [version] = await versionsOf(name, published)
    for (const [method, path, data] of [
      ['PATCH', `${name}/${draft}?locale=nl`, { _status: 'published' }],
      ['PATCH', `${name}/${published}?locale=nl`, { _status: 'draft' }],
      ['POST', `${name}/versions/${version}`, {}],
    ] as const)
      expect((await as('publisher', method, path, data)).status, path).toBe(403)
    expect(await statusOf(name, draft)).toBe('draft')
    expect(await statusOf(name, published)).toBe('published')
  })
})

describe.each(WITH_DRAFTS)('an editor and %s of their own organisation', (name) => {
  it.each([
    ['saves a draft', 'draft=true'],
    ['has drafts saved by themselves', 'draft=true&autosave=true'],
  ])('%s beside what stands published', async (_what, query) => {
    const id = await aPublished(name)
    const titled = { products: 'title', questions: 'question', facts: 'label' }[name]
    const data = { [titled]: 'Anders', _status: 'draft' }
    expect((await as('editor', 'PATCH', `${name}/${id}?locale=nl&${query}`, data)).status).toBe(200)
    const read = async (draft: boolean) =>
      Document.parse(await editor.payload.findByID({ collection: name, id, draft, locale: 'nl' }))[titled]
    expect(await read(true)).toBe('Anders')
    expect(await read(false)).not.toBe('Anders')
    expect(await statusOf(name, id)).toBe('published')
  })

  it('begins a new one, which belongs to their organisation', async () => {
    const permitted = await as('editor', 'POST', `${name}/access`, { _status: 'draft' })
    expect(await permitted.json()).toHaveProperty('create')
    for (const data of [{}, { organisation: null }]) {
      const made = await as('editor', 'POST', `${name}?locale=nl&draft=true`, data)
      expect(made.status).toBe(201)
      const { doc } = z.object({ doc: Document }).parse(await made.json())
      expect(doc).toMatchObject({ _status: 'draft', organisation: { id: own } })
      const change = await as('editor', 'PATCH', `${name}/${doc.id}?locale=nl&draft=true`, {
        _status: 'draft',
      })
      expect(change.status).toBe(200)
    }
    for (const path of [`${name}?locale=nl&draft=true`, `${name}?locale=nl`])
      expect((await as('editor', 'POST', path, { organisation: other, _status: 'draft' })).status).toBe(403)
    expect((await as('editor', 'POST', `${name}?locale=nl`)).status).toBe(403)
  })

  it('takes an old version back as a draft', async () => {
    const id = await aPublished(name)
    const [version] = await versionsOf(name, id)
    expect((await as('editor', 'POST', `${name}/versions/${version}?draft=true`)).status).toBe(200)
    expect(await statusOf(name, id)).toBe('published')
  })
})

describe.each(WITH_DRAFTS)('a copy of one of the %s', (name) => {
  const unique = name === 'facts' ? 'key' : 'slug'
  const copyOf = async (response: Response) => z.object({ doc: Document }).parse(await response.json()).doc

  it.each(ROLES)(
    'is made by who may create (%s), with a name of its own, and is no publication',
    async (role) => {
      const original = await aPublished(name)
      const { [unique]: known } = await editor.payload.findByID({ collection: name, id: original })
      const path = `${name}/${original}/duplicate?locale=nl`
      const first = await as(role, 'POST', path, { _status: 'draft' })
      if (ACCESS[name][role].create === 'no') return expect(first.status).toBe(403)
      expect(first.status).toBe(200)
      // However it is asked for, and whoever asks.
      const second = await as(role, 'POST', `${path}&draft=false`, { _status: 'published' })
      for (const [response, slug] of [
        [first, `${known}-kopie`],
        [second, `${known}-kopie-2`],
      ] as const) {
        const copy = await copyOf(response)
        expect(copy).toMatchObject({ [unique]: slug, _status: 'draft' })
        expect(await statusOf(name, copy.id)).toBe('draft')
        const change = await as('publisher', 'PATCH', `${name}/${copy.id}?locale=nl`, {
          _status: 'published',
        })
        expect(change.status).toBe(200)
      }
      const third = await as(
        role,
        'POST',
        `${name}/${(await copyOf(await as(role, 'POST', path))).id}/duplicate`,
      )
      expect((await copyOf(third))[unique]).toBe(`${known}-kopie-4`)
    },
  )

  it('stays with the organisation of the original, or goes to one’s own', async () => {
    const path = `${name}/${await aPublished(name, other)}/duplicate?locale=nl`
    for (const role of ['editor', 'publisher'] as const) {
      expect((await as(role, 'POST', path)).status).toBe(403)
      expect((await as(role, 'POST', path, { organisation: other })).status).toBe(403)
      expect((await as(role, 'POST', path, { organisation: own })).status).toBe(200)
    }
    expect((await as('administrator', 'POST', path)).status).toBe(200)
  })
})

describe('what stands for one thing outside the catalogue', () => {
  it.each([
    ['upl-entries', { label: 'paspoort', uri: 'http://standaarden.overheid.nl/owms/terms/paspoort' }],
    [
      'themes',
      { title: 'Verkeer', slug: 'verkeer', uri: 'http://standaarden.overheid.nl/owms/terms/Verkeer' },
    ],
    ['life-events', { title: 'Verhuizen', slug: 'verhuizen', code: 'MOV' }],
    [
      'organisations',
      { name: 'Provincie', slug: 'provincie', type: 'province', oin: '00000001234567890000' },
    ],
  ] as const)('is copied by nobody: %s', async (name, data) => {
    const id = await make(name, data)
    const { totalDocs } = await editor.payload.count({ collection: name })
    for (const body of [{}, { slug: 'eigen-adres' }]) {
      const copy = await as('administrator', 'POST', `${name}/${id}/duplicate?locale=nl`, body)
      expect(copy.status).toBe(404)
    }
    expect((await editor.payload.count({ collection: name })).totalDocs).toBe(totalDocs)
  })
})

describe('a request that names no language', () => {
  it.each(['products', 'questions', 'organisations'])('can ask %s by a text that has one', async (name) => {
    for (const role of ROLES)
      for (const query of [
        'where[deskMemo][exists]=true',
        'where[deskMemo][exists]=true&locale=xx',
        'sort=deskMemo',
      ])
        expect((await as(role, 'GET', `${name}?${query}`)).status, `${role} ${query}`).toBe(200)
  })

  it('reads, writes and publishes Dutch, and leaves English alone', async () => {
    const id = await aPublished('questions')
    const english = { question: 'Half done?', _status: 'draft' }
    await as('publisher', 'PATCH', `questions/${id}?locale=en&draft=true`, english)
    const dutch = { question: 'Klaar?', _status: 'published' }
    expect((await as('publisher', 'PATCH', `questions/${id}`, dutch)).status).toBe(200)
    const question = async (locale: 'nl' | 'en') =>
      (await editor.payload.findByID({ collection: 'questions', id, locale })).question
    expect(await question('nl')).toBe('Klaar?')
    expect(await question('en')).toBeFalsy()
    expect(await (await as('publisher', 'GET', `questions/${id}`)).json()).toMatchObject({
      question: 'Klaar?',
    })
  })
})
