import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SLUGS } from '../../collections/slugs'
import type { CollectionName } from '../../collections/slugs'
import { ACCESS, ROLES } from '../../src/access'
import type { Grant, Role } from '../../src/access'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'
import { richText } from '../support/rich-text'

/** Generated from the access table: what each role may do through the Local API as a user. REST is in the end-to-end tests. */
type Fields = Readonly<Record<string, unknown>>
type Who = { readonly id: string; readonly collection: 'users' } & Fields

let editor: OpenEditor
let own: string
let other: string
let number = 0
const users = new Map<Role, Who>()

beforeAll(async () => {
  editor = await openEditor()
  own = await make('organisations', { name: 'Eigen', slug: 'eigen', type: 'municipality' })
  other = await make('organisations', { name: 'Andere', slug: 'andere', type: 'province' })
  for (const role of ROLES) {
    const data = {
      email: `${role}@voorbeeld.test`,
      password: 'Een-lang-wachtwoord-1',
      roles: [role],
      organisations: [own],
    }
    const user = await editor.payload.create({ collection: 'users', data })
    users.set(role, { ...user, id: String(user.id), collection: 'users' })
  }
})
afterAll(() => editor.close())

/** Data that makes a document of each collection that people may write, belonging to an organisation. */
const DATA: Partial<Record<CollectionName, (organisation: string) => Fields>> = {
  products: (organisation) => ({
    title: `Product ${++number}`,
    kind: 'product',
    audiences: ['resident'],
    organisation,
  }),
  questions: (organisation) => ({ question: `Vraag ${++number}?`, audiences: ['resident'], organisation }),
  facts: (organisation) => ({ label: `Feit ${++number}`, key: `feit-${number}`, kind: 'text', organisation }),
  organisations: () => ({ name: `Organisatie ${++number}`, slug: `organisatie-${number}`, type: 'other' }),
  departments: (organisation) => ({ name: `Afdeling ${++number}`, code: `a${number}`, organisation }),
  locations: (organisation) => ({
    name: `Locatie ${++number}`,
    organisation,
    address: { street: 'Raadhuisplein', houseNumber: '1', postalCode: '5690 AA', city: 'Dommelrode' },
  }),
  themes: () => ({ title: `Thema ${++number}`, slug: `thema-${number}` }),
  lifeEvents: () => ({ title: `Gebeurtenis ${++number}`, slug: `gebeurtenis-${number}` }),
  uplEntries: () => ({
    label: `naam ${++number}`,
    uri: `http://standaarden.overheid.nl/owms/terms/naam${number}`,
  }),
  synonyms: () => ({ title: `Groep ${++number}`, terms: ['a', 'b'], direction: 'twoWay', language: 'nl' }),
  users: () => ({
    email: `gebruiker${++number}@voorbeeld.test`,
    password: 'Een-lang-wachtwoord-1',
    roles: ['editor'],
  }),
}
const HAS_DRAFTS: readonly CollectionName[] = ['products', 'questions', 'facts']

const make = async (name: CollectionName, data: Fields): Promise<string> =>
  String((await editor.payload.create({ collection: SLUGS[name], locale: 'nl', data, ...draftOf(name) })).id)
const draftOf = (name: CollectionName) => (HAS_DRAFTS.includes(name) ? { draft: true } : {})

/** True when it was done, false when it was refused; every other failure fails the test. */
async function allowed(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action()
    return true
  } catch (error) {
    if (error instanceof Error && ['Forbidden', 'NotFound'].includes(error.name)) return false
    throw error
  }
}

const as = (role: Role) => ({ user: users.get(role) ?? null, overrideAccess: false, locale: 'nl' as const })
const writable = Object.keys(DATA) as CollectionName[]
const cases = ROLES.flatMap((role) => writable.map((name) => ({ role, name, row: ACCESS[name][role] })))
const may = (grant: Grant, ...yes: readonly Grant[]) => yes.includes(grant)

describe.each(cases)('$role and $name', ({ role, name, row }) => {
  const collection = SLUGS[name]

  it(`may ${row.create === 'no' ? 'not ' : ''}create (${row.create})`, async () => {
    const create = (organisation: string) => () =>
      editor.payload.create({
        collection,
        data: DATA[name]?.(organisation) ?? {},
        ...draftOf(name),
        ...as(role),
      })
    expect(await allowed(create(own))).toBe(may(row.create, 'yes', 'own'))
    if (row.create === 'own') expect(await allowed(create(other))).toBe(false)
  })

  it(`reads ${row.read}`, async () => {
    const id = await make(name, DATA[name]?.(other) ?? {})
    const find = () => editor.payload.find({ collection, where: { id: { equals: id } }, ...as(role) })
    if (row.read === 'no') expect(await allowed(find)).toBe(false)
    else expect((await find()).totalDocs).toBe(row.read === 'yes' ? 1 : 0)
  })

  it(`updates ${row.update}`, async () => {
    const update = async (organisation: string) => {
      const id =
        name === 'organisations' && organisation === own
          ? own
          : await make(name, DATA[name]?.(organisation) ?? {})
      return allowed(() => editor.payload.update({ collection, id, data: {}, ...draftOf(name), ...as(role) }))
    }
    expect(await update(own)).toBe(may(row.update, 'yes', 'own'))
    expect(await update(other)).toBe(may(row.update, 'yes'))
  })

  it(`deletes ${row.delete}`, async () => {
    const remove = async (organisation: string) => {
      const id = await make(name, DATA[name]?.(organisation) ?? {})
      return allowed(() => editor.payload.delete({ collection, id, ...as(role) }))
    }
    expect(await remove(own)).toBe(may(row.delete, 'yes', 'own'))
    expect(await remove(other)).toBe(may(row.delete, 'yes'))
  })
})

describe.each(cases.filter(({ name }) => HAS_DRAFTS.includes(name)))(
  '$role and publishing of $name',
  ({ role, name, row }) => {
    it(`may ${row.publish === 'no' ? 'neither publish nor unpublish' : 'publish'}`, async () => {
      const id = await make(name, { ...DATA[name]?.(own), ...(await complete(name)) })
      const change = (data: Fields) =>
        allowed(() => editor.payload.update({ collection: SLUGS[name], id, data, ...as(role) }))
      expect(await change({ _status: 'published' })).toBe(may(row.publish, 'yes', 'own'))
      expect(await change({ _status: 'draft' })).toBe(may(row.publish, 'yes', 'own'))
    })
  },
)

/** What an item needs to be published, besides what every document has. */
async function complete(name: CollectionName): Promise<Fields> {
  if (name === 'facts') return { values: [{ validFrom: '2026-01-01', text: 'waarde' }] }
  const text = {
    reviewBy: '2099-01-01',
    answers: [{ channel: 'general', short: richText('U belt de gemeente.') }],
  }
  if (name === 'questions') return text
  return {
    ...text,
    summary: 'Een product.',
    uplEntries: [await make('uplEntries', DATA.uplEntries?.(own) ?? {})],
  }
}

describe('what only staff may see', () => {
  it('shows drafts, versions and the log to nobody who only reads', async () => {
    const id = await make('products', DATA.products?.(own) ?? {})
    for (const role of ['agent', 'apiClient'] as const) {
      const found = await editor.payload.find({
        collection: 'products',
        draft: true,
        trash: true,
        where: { id: { equals: id } },
        ...as(role),
      })
      expect(found.totalDocs, role).toBe(0)
      expect(
        await allowed(() => editor.payload.findVersions({ collection: 'products', ...as(role) })),
        role,
      ).toBe(false)
      expect(
        await allowed(() => editor.payload.find({ collection: 'publications', ...as(role) })),
        role,
      ).toBe(false)
    }
  })

  it('shows nothing at all to who is not logged in', async () => {
    const nobody = { user: null, overrideAccess: false } as const
    for (const slug of Object.values(SLUGS))
      expect(
        await allowed(() => editor.payload.find({ collection: slug, draft: true, ...nobody })),
        slug,
      ).toBe(false)
  })

  it('lets nobody but an administrator change roles', async () => {
    const before = users.get('editor')
    await editor.payload.update({
      collection: 'users',
      id: before?.id ?? '',
      data: { roles: ['administrator'] },
      ...as('editor'),
    })
    const { roles } = await editor.payload.findByID({ collection: 'users', id: before?.id ?? '' })
    expect(roles).toEqual(['editor'])
  })

  it('states every access function of every collection', () => {
    for (const { config } of Object.values(editor.payload.collections)) {
      if (!Object.values<string>(SLUGS).includes(config.slug)) continue
      for (const operation of [
        'create',
        'read',
        'update',
        'delete',
        'readVersions',
        'unlock',
        'admin',
      ] as const)
        expect(config.access[operation], `${config.slug}.${operation}`).toBeTypeOf('function')
    }
  })
})
