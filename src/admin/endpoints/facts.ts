import type { PayloadRequest, Where } from 'payload'
import { SLUGS } from '../../../collections/slugs'
import { factOfStored, LOCALES, type Locale } from '../../catalogue'
import { dayOf, instantOf } from '../../kernel'
import { ADMIN_DATA, type FactsAnswer } from '../admin-api'
import type { FactView } from '../facts/fact-view'
import { factViewOf, unknownFactView } from '../facts/fact-view-of'
import { editorsOnly, searchParam, text, type Row } from './asking'

/** More than fit on a screen; who wants another one types another word. */
const FOUND = 30
/** Chips on one page. A longer list is cut, so that an address cannot ask for everything. */
const ASKED = 500

/**
 * `GET /admin-data/facts?ids=a,b` gives facts by id, also those that are gone; `?search=words` gives those whose name or key holds
 * every word.
 */
export const factsEndpoint = editorsOnly(`${ADMIN_DATA}/facts`, async (req) => {
  const locale = LOCALES.find((known) => known === searchParam(req, 'locale')) ?? 'nl'
  const ids = searchParam(req, 'ids')
    .split(',')
    .filter((id) => id !== '')
    .slice(0, ASKED)
  const facts =
    ids.length > 0
      ? await factsById(req, ids, locale)
      : await factsFound(req, searchParam(req, 'search'), locale)
  return Response.json({ facts } satisfies FactsAnswer)
})

async function factsById(
  req: PayloadRequest,
  ids: readonly string[],
  locale: Locale,
): Promise<readonly FactView[]> {
  const today = dayOf(instantOf(new Date()))
  const { docs } = await req.payload.find({
    collection: SLUGS.facts,
    where: { id: { in: [...ids] } },
    locale: 'all',
    depth: 0,
    pagination: false,
    limit: ids.length,
    overrideAccess: false,
    user: req.user,
    req,
  })
  const rows: readonly Row[] = docs.map((doc) => ({ ...doc }))
  const views = rows.map((row) =>
    factViewOf(factOfStored(row), { isPublished: row['_status'] === 'published', locale, today }),
  )
  const byId = new Map(views.map((view) => [view.id, view]))
  return ids.map((id) => byId.get(id) ?? unknownFactView(id))
}

async function factsFound(req: PayloadRequest, words: string, locale: Locale): Promise<readonly FactView[]> {
  const { docs } = await req.payload.find({
    collection: SLUGS.facts,
    where: everyWord(words),
    locale,
    draft: true,
    depth: 0,
    limit: FOUND,
    pagination: false,
    sort: 'label',
    overrideAccess: false,
    user: req.user,
    req,
  })
  const rows: readonly Row[] = docs.map((doc) => ({ ...doc }))
  const ids = rows.map((row) => text(row['id']))
  return ids.length === 0 ? [] : factsById(req, ids, locale)
}

function everyWord(words: string): Where {
  const each = words
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '')
  return { and: each.map((word) => ({ or: [{ label: { like: word } }, { key: { like: word } }] })) }
}
