import type { Endpoint, PayloadRequest } from 'payload'
import type { CollectionPorts } from '../../../collections/ports'
import { SLUGS } from '../../../collections/slugs'
import { ITEM_KINDS, type Locale, LOCALES } from '../../catalogue'
import { instantOf } from '../../kernel'
import { ADMIN_DATA, type DocumentState, type StatesAnswer } from '../admin-api'
import { languageStatuses, type StatusLine } from '../status/language-status'
import { editorsOnly, internalRows, routeParam, searchParam, text } from './asking'
import { kindOfSlug } from './kinds'
import { lineOf } from './publication'

/** Rows of one list. A longer list is cut, so that an address cannot ask for everything. */
const ASKED = 200
/** Far more than their lines in the log. */
const MOST_LINES = 50_000

/** `GET /admin-data/states/:collection?ids=a,b`: what readers see of each document, and what was changed since. */
export const statesEndpoint = (ports: CollectionPorts): Endpoint =>
  editorsOnly(`${ADMIN_DATA}/states/:collection`, async (req) => {
    const kind = kindOfSlug(routeParam(req, 'collection'))
    const ids = searchParam(req, 'ids')
      .split(',')
      .filter((id) => id !== '')
      .slice(0, ASKED)
    if (kind === null || ids.length === 0)
      return Response.json({ byLanguage: false, states: [] } satisfies StatesAnswer)
    const byLanguage = ITEM_KINDS.some((known) => known === kind)
    const drafts = await ports.draftStates(kind, ids, req)
    const seen = byLanguage ? await languagesSeen(req, kind, ids) : new Map<string, Seen>()
    const states = [...drafts].map(([id, { isPublic, changed }]): DocumentState => {
      const whole: Seen = { published: isPublic ? ['nl'] : [], coming: [] }
      const languages = byLanguage ? (seen.get(id) ?? NOTHING) : whole
      return { id, isPublic, changed, ...languages }
    })
    return Response.json({ byLanguage, states } satisfies StatesAnswer)
  })

type Seen = { readonly published: readonly Locale[]; readonly coming: readonly Locale[] }
const NOTHING: Seen = { published: [], coming: [] }

async function languagesSeen(
  req: PayloadRequest,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Seen>> {
  const rows = await internalRows(req, {
    collection: SLUGS.publications,
    where: { and: [{ kind: { equals: kind } }, { itemId: { in: [...ids] } }] },
    fields: ['seq', 'itemId', 'locale', 'type', 'effectiveFrom', 'recordedAt'],
    sort: '-seq',
    limit: MOST_LINES,
  })
  const lines = new Map<string, StatusLine[]>()
  for (const row of rows) {
    const id = text(row['itemId'])
    lines.set(id, [...(lines.get(id) ?? []), ...lineOf(row)])
  }
  return new Map([...lines].map(([id, own]) => [id, seenIn(own)]))
}

function seenIn(lines: readonly StatusLine[]): Seen {
  const statuses = languageStatuses(lines, instantOf(new Date()), () => null)
  const published = statuses.filter(({ current }) => current !== null).map(({ locale }) => locale)
  const coming = statuses
    .filter((status) => status.coming.some(({ type }) => type === 'PUBLISHED'))
    .map(({ locale }) => locale)
  return { published, coming: LOCALES.filter((one) => coming.includes(one) && !published.includes(one)) }
}
