import Database from 'libsql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AUDIT_ACTIONS } from '../../collections/audit-events/events'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'
import { asJson, restOf } from '../support/editor-rest'
import type { AskEditor } from '../support/editor-rest'
import { richText } from '../support/rich-text'
import { fileOf } from '../../src/platform/database-address'

/** What the audit log notes, and that nobody changes it. */
let editor: OpenEditor
let ask: AskEditor
let admin: { readonly id: string; readonly token: string }
let organisation: string
let seen = 0
const GOOD = 'fiets regenboog tosti klavier'
const NAME = 'Jolanda Canarie'
const EMAIL = 'jolanda.canarie@dommelrode.example'

const Line = z.object({
  action: z.string(),
  actorId: z.string().nullable(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  detail: z.string().nullable(),
  requestId: z.string().nullable(),
  at: z.string(),
})

beforeAll(async () => {
  editor = await openEditor()
  ask = restOf(editor)
  const user = await editor.payload.create({
    collection: 'users',
    data: { email: 'beheer@dommelrode.example', password: GOOD, roles: ['administrator'] },
  })
  const response = await ask(
    '/api/users/login',
    asJson({ email: 'beheer@dommelrode.example', password: GOOD }),
  )
  const { token } = z.object({ token: z.string() }).parse(await response.json())
  admin = { id: String(user.id), token }
  organisation = String(
    (
      await editor.payload.create({
        collection: 'organisations',
        data: { name: 'Dommelrode', slug: 'dommelrode', type: 'municipality', _status: 'published' },
        locale: 'nl',
      })
    ).id,
  )
})
afterAll(() => editor.close())

/** Lines since the last look, in the order in which they were written. */
function lines() {
  const db = new Database(fileOf(editor.env.databaseUrl))
  const rows = db
    .prepare(
      `select action, actor_id as actorId, subject_kind as subjectKind, subject_id as subjectId, detail,
              request_id as requestId, at from audit_events order by rowid`,
    )
    .all()
  db.close()
  const all = rows.map((row) => Line.parse(row))
  const fresh = all.slice(seen)
  seen = all.length
  return fresh
}
beforeEach(() => void lines())

const asAdmin = (path: string, method: string, data?: unknown) =>
  ask(path, {
    ...asJson(data ?? {}),
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `JWT ${admin.token}`,
      'x-request-id': 'abcd1234-7',
    },
  })
const Created = z.object({ doc: z.object({ id: z.string() }) })

async function aUser(): Promise<string> {
  const data = { email: EMAIL, password: GOOD, name: NAME, roles: ['editor'] }
  const id = Created.parse(await (await asAdmin('/api/users', 'POST', data)).json()).doc.id
  return id
}

describe('the audit log notes', () => {
  it('who logged in and out', async () => {
    const response = await ask(
      '/api/users/login',
      asJson({ email: 'beheer@dommelrode.example', password: GOOD }),
    )
    const { token } = z.object({ token: z.string() }).parse(await response.json())
    await ask('/api/users/logout', { method: 'POST', headers: { authorization: `JWT ${token}` } })
    expect(lines()).toMatchObject([
      { action: 'login', actorId: admin.id, subjectKind: 'user', subjectId: admin.id },
      { action: 'logout', actorId: admin.id, subjectId: admin.id },
    ])
  })

  it('what became of a user, by ids and by whom, with the number of the request', async () => {
    const id = await aUser()
    const change = (data: object) => asAdmin(`/api/users/${id}`, 'PATCH', data)
    await change({ name: 'Iemand anders' })
    await change({ roles: ['editor', 'publisher'], organisations: [organisation] })
    await change({ password: 'walvis potlood zomer kraan' })
    await change({ enableAPIKey: true, apiKey: '4f1c2f0e-6f6c-4d0c-9a54-3c8f0b1d2e3f' })
    await change({ enableAPIKey: false })
    await asAdmin(`/api/users/${id}`, 'DELETE')
    const noted = lines()
    expect(noted.map(({ action, detail }) => [action, detail])).toEqual([
      ['userCreated', 'editor'],
      ['rightsChanged', `editor → publisher, editor (${organisation})`],
      ['passwordChanged', null],
      ['apiKeyChanged', 'on'],
      ['apiKeyChanged', 'off'],
      ['userDeleted', null],
    ])
    for (const line of noted)
      expect(line).toMatchObject({ actorId: admin.id, subjectId: id, requestId: 'abcd1234-7' })
  })

  it('attempts to log in that failed, and why, without what was typed', async () => {
    const id = await aUser()
    lines()
    const login = (email: string, password: string) => ask('/api/users/login', asJson({ email, password }))
    await login('niemand.bestaat@elders.example', 'geheim-1')
    for (let attempt = 0; attempt < 6; attempt += 1) await login(EMAIL, 'geheim-2')
    const noted = lines()
    expect(
      noted.map(({ action, actorId, subjectId, detail }) => [action, actorId, subjectId, detail]),
    ).toEqual([
      ['loginFailed', null, null, 'unknownAccount'],
      ...Array.from({ length: 4 }, () => ['loginFailed', null, id, 'wrongPassword']),
      ...Array.from({ length: 2 }, () => ['loginFailed', null, id, 'locked']),
    ])
    expect(JSON.stringify(noted)).not.toMatch(/elders|geheim/)
    await asAdmin(`/api/users/${id}`, 'DELETE')
  })

  it('what was published and taken back, with what finds the line in the publication log', async () => {
    const data = {
      title: 'Afval',
      slug: 'afval',
      _status: 'published',
    }
    const id = Created.parse(await (await asAdmin('/api/themes?locale=nl', 'POST', data)).json()).doc.id
    await asAdmin(`/api/themes/${id}`, 'DELETE')
    const noted = lines()
    const db = new Database(fileOf(editor.env.databaseUrl))
    const published = db
      .prepare('select type, locale, content_hash as hash from publications where item_id = ? order by seq')
      .all(id)
      .map((row) => z.object({ type: z.string(), locale: z.string(), hash: z.string() }).parse(row))
    db.close()
    expect(published.length).toBe(2)
    expect(
      noted.map(({ action, actorId, subjectKind, subjectId }) => [action, actorId, subjectKind, subjectId]),
    ).toEqual([
      ['published', admin.id, 'theme', id],
      ['retracted', admin.id, 'theme', id],
    ])
    published.forEach(({ hash }, i) => expect(noted[i]?.detail).toContain(hash.slice(0, 16)))
  })

  it('what somebody who is logged in may not do, and nothing of passers-by', async () => {
    const id = await aUser()
    const response = await ask('/api/users/login', asJson({ email: EMAIL, password: GOOD }))
    const { token } = z.object({ token: z.string() }).parse(await response.json())
    lines()
    await ask('/api/audit-events?limit=1', { headers: { authorization: `JWT ${token}` } })
    await ask('/api/audit-events?limit=1')
    expect(lines()).toMatchObject([
      { action: 'denied', actorId: id, subjectKind: 'collection', subjectId: 'audit-events', detail: 'GET' },
    ])
    await asAdmin(`/api/users/${id}`, 'DELETE')
  })

  it('nothing of what was not published or refused', async () => {
    await asAdmin('/api/questions?locale=nl&draft=true', 'POST', {
      question: 'Hoe?',
      audiences: ['resident'],
      organisation,
      answers: [{ channel: 'general', short: richText('Zo.') }],
    })
    const refused = await asAdmin('/api/users', 'POST', {
      email: 'x@y.nl',
      password: 'kort',
      roles: ['editor'],
    })
    expect(refused.status).toBe(400)
    expect(lines()).toEqual([])
  })
})

describe('nobody', () => {
  it('changes or removes a line over REST, not even an administrator', async () => {
    const { docs } = await editor.payload.find({ collection: 'audit-events', limit: 1 })
    const id = String(docs[0]?.id)
    expect((await asAdmin(`/api/audit-events/${id}`, 'PATCH', { action: 'logout' })).status).toBe(403)
    expect((await asAdmin(`/api/audit-events/${id}`, 'DELETE')).status).toBe(403)
    expect((await asAdmin('/api/audit-events', 'POST', { action: 'logout' })).status).toBe(403)
    expect((await asAdmin('/api/audit-events?where[id][exists]=true', 'DELETE')).status).toBe(403)
  })

  it('does so in our own code, by the collection, below it, or in the database', async () => {
    const { docs } = await editor.payload.find({ collection: 'audit-events', limit: 1 })
    const id = String(docs[0]?.id)
    const { payload } = editor
    const collection = 'audit-events'
    await expect(payload.update({ collection, id, data: { detail: 'x' } })).rejects.toThrow(/niet veranderd/)
    await expect(payload.delete({ collection, id })).rejects.toThrow(/niet veranderd/)
    await expect(
      payload.db.updateOne({ collection, id, data: { detail: 'x' }, req: { payload } }),
    ).rejects.toThrow()
    await expect(
      payload.db.deleteMany({ collection, where: { id: { exists: true } }, req: { payload } }),
    ).rejects.toThrow()
    const db = new Database(fileOf(editor.env.databaseUrl))
    expect(() => db.exec("update audit_events set detail = 'x'")).toThrow(/append-only/)
    expect(() => db.exec('delete from audit_events')).toThrow(/append-only/)
    db.close()
  })

  it('but administrators reads it', async () => {
    const read = (headers: Record<string, string>) => ask('/api/audit-events?limit=1', { headers })
    expect((await read({ authorization: `JWT ${admin.token}` })).status).toBe(200)
    expect((await read({})).status).toBe(403)
  })
})

it('holds ids, codes and digests, and no name or address of anybody', async () => {
  const db = new Database(fileOf(editor.env.databaseUrl))
  const all = JSON.stringify(db.prepare('select * from audit_events').all())
  db.close()
  expect(all).toContain(admin.id)
  for (const personal of [NAME, EMAIL, 'beheer@', 'dommelrode.example', GOOD])
    expect(all).not.toContain(personal)
})

it('has a Dutch name for everything that it notes', () => {
  const { fields } = editor.payload.collections['audit-events']?.config ?? { fields: [] }
  const action = fields.find((field) => 'name' in field && field.name === 'action')
  const options = action && 'options' in action ? action.options : []
  expect(options.length).toBe(Object.keys(AUDIT_ACTIONS).length)
})
