import type { PayloadRequest } from 'payload'
import { SLUGS } from '../../../collections/slugs'
import { ADMIN_DATA, type UsagesAnswer, type UsageView } from '../admin-api'
import { editorsOnly, internalRows, routeParam, text, titlesOf, type Row } from './asking'
import { kindOfSlug, slugOfKind } from './kinds'

/** The list on the screen stops here; the number beside it does not. */
const SHOWN = 200
/** Far more than one catalogue holds of references to one thing. */
const MOST = 20_000

/** `GET /admin-data/usages/:collection/:id`: which items refer to it, in draft or as published. */
export const usagesEndpoint = editorsOnly(`${ADMIN_DATA}/usages/:collection/:id`, async (req) => {
  const kind = kindOfSlug(routeParam(req, 'collection'))
  if (kind === null) return Response.json({ usages: [], total: 0 } satisfies UsagesAnswer)
  const rows = await internalRows(req, {
    collection: SLUGS.usages,
    where: { and: [{ toKind: { equals: kind } }, { toId: { equals: routeParam(req, 'id') } }] },
    fields: ['fromKind', 'fromId', 'state'],
    limit: MOST,
  })
  const users = usersIn(rows)
  const usages = await withTitles(req, users.slice(0, SHOWN))
  return Response.json({ usages, total: users.length } satisfies UsagesAnswer)
})

type User = Omit<UsageView, 'title'>

/** One line per item, whichever of its versions refer. */
export function usersIn(rows: readonly Row[]): readonly User[] {
  const users = new Map<string, User>()
  for (const row of rows) {
    const collection = slugOfKind(text(row['fromKind']))
    const id = text(row['fromId'])
    if (collection === null || id === '') continue
    const known = users.get(`${collection}/${id}`)
    users.set(`${collection}/${id}`, {
      collection,
      id,
      inPublished: known?.inPublished === true || row['state'] === 'published',
      inDraft: known?.inDraft === true || row['state'] === 'draft',
    })
  }
  return [...users.values()]
}

async function withTitles(req: PayloadRequest, users: readonly User[]): Promise<readonly UsageView[]> {
  const titles = new Map<string, string>()
  for (const collection of Object.values(SLUGS)) {
    const ids = users.filter((user) => user.collection === collection).map(({ id }) => id)
    for (const [id, title] of await titlesOf(req, collection, ids)) titles.set(`${collection}/${id}`, title)
  }
  return users
    .map((user) => ({ ...user, title: titles.get(`${user.collection}/${user.id}`) ?? user.id }))
    .sort((a, b) => a.title.localeCompare(b.title, 'nl'))
}
