import type { PayloadRequest, Where } from 'payload'
import { SLUGS } from '../../../collections/slugs'
import { ADMIN_DATA, type FollowUpsAnswer, type FollowUpView } from '../admin-api'
import { count, editorsOnly, internalRows, text, titlesOf, type Row } from './asking'
import { slugOfKind } from './kinds'
import { plansWhere } from './planned'

const SHOWN = 50
const FIELDS = ['targetKind', 'targetId', 'state', 'done', 'total', 'error']

/** `GET /admin-data/follow-ups`: every follow-up that is not done, and every plan that was refused. */
export const followUpsEndpoint = editorsOnly(`${ADMIN_DATA}/follow-ups`, async (req) => {
  const followUps = await followUpsWhere(req, { state: { not_equals: 'done' } })
  const refusedPlans = await plansWhere(req, { hasError: { equals: true } })
  return Response.json({ followUps, refusedPlans } satisfies FollowUpsAnswer)
})

export async function followUpsWhere(req: PayloadRequest, where: Where): Promise<readonly FollowUpView[]> {
  const query = { collection: SLUGS.republications, where, fields: FIELDS, limit: SHOWN }
  const views = (await internalRows(req, query)).flatMap(followUpOf)
  return Promise.all(
    views.map(async (view) => ({ ...view, title: (await titleOf(req, view)) ?? view.itemId })),
  )
}

const STATES: readonly FollowUpView['state'][] = ['waiting', 'running', 'done', 'failed']

/** Nothing for a row that this version does not understand. */
export function followUpOf(row: Row): readonly FollowUpView[] {
  const collection = slugOfKind(text(row['targetKind']))
  const state = STATES.find((known) => known === row['state'])
  if (collection === null || state === undefined) return []
  return [
    {
      id: text(row['id']),
      collection,
      itemId: text(row['targetId']),
      title: '',
      state,
      done: count(row['done']),
      total: count(row['total']),
      error: text(row['error']) || null,
    },
  ]
}

async function titleOf(
  req: PayloadRequest,
  { collection, itemId }: FollowUpView,
): Promise<string | undefined> {
  const slug = Object.values(SLUGS).find((known) => known === collection)
  return slug === undefined ? undefined : (await titlesOf(req, slug, [itemId])).get(itemId)
}
