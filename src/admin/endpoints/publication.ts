import type { PayloadRequest } from 'payload'
import { SLUGS } from '../../../collections/slugs'
import { ITEM_KINDS, LOCALES } from '../../catalogue'
import { asInstant, instantOf, type Instant } from '../../kernel'
import { ADMIN_DATA, type PublicationAnswer } from '../admin-api'
import { languageStatuses, lineAt, type StatusLine } from '../status/language-status'
import { editorsOnly, internalRows, routeParam, text, type Row } from './asking'
import { followUpsWhere } from './follow-ups'
import { kindOfSlug } from './kinds'
import { plansWhere } from './planned'

/** Lines of one item that a status looks back on; what counts now is nearly always the last one. */
const LINES = 200

/** `GET /admin-data/publication/:collection/:id`: what readers see of it, and the follow-ups of its last change. */
export const publicationEndpoint = editorsOnly(`${ADMIN_DATA}/publication/:collection/:id`, async (req) => {
  const kind = kindOfSlug(routeParam(req, 'collection'))
  const id = routeParam(req, 'id')
  if (kind === null)
    return Response.json({ languages: [], followUps: [], plans: [] } satisfies PublicationAnswer)
  const followUps = await followUpsWhere(req, {
    and: [{ targetKind: { equals: kind } }, { targetId: { equals: id } }],
  })
  const isItem = ITEM_KINDS.some((known) => known === kind)
  const languages = isItem ? await languagesOf(req, kind, id) : []
  const plans = await plansWhere(req, { 'input.doc.value': { equals: id } })
  return Response.json({ languages, followUps: followUps.slice(-1), plans } satisfies PublicationAnswer)
})

async function languagesOf(req: PayloadRequest, kind: string, id: string) {
  const where = { and: [{ kind: { equals: kind } }, { itemId: { equals: id } }] }
  const fields = ['seq', 'locale', 'type', 'effectiveFrom', 'recordedAt']
  const query = { collection: SLUGS.publications, where, fields, sort: '-seq', limit: LINES }
  const lines = (await internalRows(req, query)).flatMap(lineOf)
  const now = instantOf(new Date())
  const overdue = await overdueDays(req, lines, now)
  return languageStatuses(lines, now, (seq) => overdue.get(seq) ?? null)
}

/** Only of the lines that count now, since records are large. */
async function overdueDays(
  req: PayloadRequest,
  lines: readonly StatusLine[],
  now: Instant,
): Promise<ReadonlyMap<number, string>> {
  const counting = LOCALES.flatMap(
    (locale) =>
      lineAt(
        lines.filter((line) => line.locale === locale),
        now,
      )?.seq ?? [],
  )
  if (counting.length === 0) return new Map()
  const rows = await internalRows(req, {
    collection: SLUGS.publications,
    where: { seq: { in: counting } },
    fields: ['seq', 'record'],
    limit: counting.length,
  })
  return new Map(
    rows.flatMap((row) => {
      const day = overdueDayIn(row['record'])
      return day === null || typeof row['seq'] !== 'number' ? [] : [[row['seq'], day] as const]
    }),
  )
}

/** Records of organisations, themes and so on have no provenance. */
export function overdueDayIn(record: unknown): string | null {
  if (typeof record !== 'object' || record === null || !('provenance' in record)) return null
  const { provenance } = record
  if (typeof provenance !== 'object' || provenance === null || !('overdueFrom' in provenance)) return null
  return text(provenance.overdueFrom) || null
}

/** Nothing for a row that this version does not understand. */
export function lineOf(row: Row): readonly StatusLine[] {
  const locale = LOCALES.find((known) => known === row['locale'])
  const effectiveFrom = asInstant(text(row['effectiveFrom']))
  const recordedAt = asInstant(text(row['recordedAt']))
  if (locale === undefined || effectiveFrom === null || recordedAt === null || typeof row['seq'] !== 'number')
    return []
  const type = row['type'] === 'PUBLISHED' ? 'PUBLISHED' : 'RETRACTED'
  return [{ seq: row['seq'], locale, type, effectiveFrom, recordedAt }]
}
