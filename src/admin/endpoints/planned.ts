import {
  docAccessOperation,
  type CollectionSlug as PayloadSlug,
  type PayloadRequest,
  type Where,
} from 'payload'
import { SLUGS, type CollectionName, type CollectionSlug } from '../../../collections/slugs'
import { grantOf } from '../../access'
import { LOCALES } from '../../catalogue'
import { ADMIN_DATA, type PlanView } from '../admin-api'
import { editorsOnly, internalRows, routeParam, text, titlesOf, type Row } from './asking'
import { kindOfSlug } from './kinds'

/** Payload keeps plans here: those to come, and those that were refused. */
const JOBS: PayloadSlug = 'payload-jobs'
const SHOWN = 50
const FIELDS = ['input', 'waitUntil', 'hasError', 'error', 'createdAt', 'updatedAt']

/** `DELETE /admin-data/plans/:id`: takes away a plan, or the notice that it was refused. For who may publish the document. */
export const removePlanEndpoint = editorsOnly(
  `${ADMIN_DATA}/plans/:id`,
  async (req) => {
    const id = routeParam(req, 'id')
    const [plan] = (await planRows(req, { id: { equals: id } })).flatMap(planOf)
    if (plan === undefined)
      return Response.json({ error: 'Er is geen plan met dit kenmerk' }, { status: 404 })
    if (!(await mayPublish(req, plan.view)))
      return Response.json({ error: 'U mag dit niet publiceren' }, { status: 403 })
    await req.payload.delete({ collection: JOBS, id, req, overrideAccess: true })
    return Response.json({ removed: id })
  },
  'delete',
)

/** Plans that still mean something: to come, or refused and not overtaken by a publication since. */
export async function plansWhere(req: PayloadRequest, where: Where): Promise<readonly PlanView[]> {
  const plans = (await planRows(req, where)).flatMap(planOf)
  const standing = await Promise.all(
    plans.map(async (plan) => {
      if (plan.refusedAt !== null && (await isOvertaken(req, plan))) return []
      const title = (await titlesOf(req, plan.slug, [plan.view.itemId])).get(plan.view.itemId)
      return title === undefined ? [] : [{ ...plan.view, title }]
    }),
  )
  return standing.flat()
}

type Plan = {
  readonly view: PlanView
  readonly slug: CollectionSlug
  readonly refusedAt: string | null
}

const planRows = (req: PayloadRequest, where: Where) =>
  internalRows(req, {
    collection: JOBS,
    where: { and: [{ taskSlug: { equals: 'schedulePublish' } }, where] },
    fields: FIELDS,
    sort: 'waitUntil',
    limit: SHOWN,
  })

/** Nothing for a row that this version does not understand. */
function planOf(row: Row): readonly Plan[] {
  const input = recordOf(row['input'])
  const doc = recordOf(input['doc'])
  const slug = Object.values(SLUGS).find((known) => known === doc['relationTo'])
  if (slug === undefined) return []
  const refused = row['hasError'] === true
  const view: PlanView = {
    id: text(row['id']),
    collection: slug,
    itemId: text(doc['value']),
    title: '',
    type: input['type'] === 'unpublish' ? 'unpublish' : 'publish',
    locale: LOCALES.find((known) => known === input['locale']) ?? null,
    at: text(row['waitUntil']) || text(row['createdAt']),
    refusal: refused ? text(recordOf(row['error'])['message']) || 'Onbekende fout' : null,
  }
  return [{ view, slug, refusedAt: refused ? text(row['updatedAt']) : null }]
}

async function isOvertaken(req: PayloadRequest, { view, slug, refusedAt }: Plan): Promise<boolean> {
  const since = { greater_than: refusedAt }
  if (slug === SLUGS.facts) {
    const status = { equals: view.type === 'publish' ? 'published' : 'draft' }
    const where = { and: [{ id: { equals: view.itemId } }, { _status: status }, { updatedAt: since }] }
    return (await internalRows(req, { collection: slug, where, fields: ['id'], limit: 1 })).length > 0
  }
  const lines = await internalRows(req, {
    collection: SLUGS.publications,
    where: {
      and: [
        { kind: { equals: kindOfSlug(slug) } },
        { itemId: { equals: view.itemId } },
        { type: { equals: view.type === 'publish' ? 'PUBLISHED' : 'RETRACTED' } },
        { recordedAt: since },
        ...(view.locale === null ? [] : [{ locale: { equals: view.locale } }]),
      ],
    },
    fields: ['seq'],
    limit: 1,
  })
  return lines.length > 0
}

async function mayPublish(req: PayloadRequest, { collection, itemId }: PlanView): Promise<boolean> {
  const name = NAMES.find((known) => SLUGS[known] === collection)
  const config = Object.values(req.payload.collections).find((known) => known.config.slug === collection)
  if (name === undefined || config === undefined || grantOf(name, 'publish', req.user) === 'no') return false
  const access = await docAccessOperation({
    id: itemId,
    collection: config,
    data: { _status: 'published' },
    req,
  })
  return Boolean(access.update)
}

const NAMES: readonly CollectionName[] = ['products', 'questions', 'facts']

const recordOf = (value: unknown): Row =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
