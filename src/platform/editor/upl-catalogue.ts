import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { SLUGS } from '../../../collections/slugs'
import {
  checkRemovals,
  planUplImport,
  sizeOfPlan,
  type StoredUplName,
  type UplName,
  type UplPlan,
  type UplRelease,
  type UplUser,
} from '../../exchange/upl'
import type { Clock, Instant } from '../../kernel'
import { auditLog } from './audit-log'
import { retryConflicts } from './conflicts'
import { type Row, rowsOf, textOf } from './raw-row'
import { dataOfUplName, storedUplName } from './upl-rows'

/** The catalogue's side of an import of uniform product names. */
export type UplCatalogue = {
  /**
   * Makes the stored names agree with the release, whole or not at all, through the collection, so that its hooks publish what a
   * changed name changes. Reports progress now and then. Throws `TooManyRemovals`, with nothing changed, when more than a tenth of
   * the names would end and that was not accepted.
   */
  readonly carryOut: (
    release: UplRelease,
    options: {
      readonly acceptRemovals: boolean
      readonly progress: (done: number, total: number) => void
    },
  ) => Promise<{
    readonly plan: UplPlan
    /** Who still uses the names that ended, by id of the name. */
    readonly users: ReadonlyMap<string, readonly UplUser[]>
  }>
  readonly close: () => Promise<void>
}

const PROGRESS_EVERY = 100

export function uplCatalogue(payload: Payload, clock: Clock): UplCatalogue {
  return {
    carryOut: (release, { acceptRemovals, progress }) =>
      inTransaction(payload, async (req) => {
        const plan = planUplImport(release, await storedNames(req))
        if (!acceptRemovals) checkRemovals(plan)
        const writes = writesOf(plan, clock(), req)
        for (const [index, write] of writes.entries()) {
          await write()
          const done = index + 1
          if (done % PROGRESS_EVERY === 0 || done === writes.length) progress(done, sizeOfPlan(plan))
        }
        await auditLog(clock)(imported(plan), req)
        return { plan, users: await usersOf(plan.ended, req) }
      }),
    close: () => payload.destroy(),
  }
}

/** By the operator, who has no account here. */
const imported = ({ added, changed, returned, ended }: UplPlan) =>
  ({
    action: 'imported',
    subject: { kind: 'format', id: 'upl' },
    detail: `${added.length} added, ${changed.length + returned.length} changed, ${ended.length} ended`,
  }) as const

/** The whole import is done again when somebody publishes meanwhile. */
const inTransaction = <T>(payload: Payload, work: (req: PayloadRequest) => Promise<T>): Promise<T> =>
  retryConflicts(() => inOneTransaction(payload, work))

async function inOneTransaction<T>(payload: Payload, work: (req: PayloadRequest) => Promise<T>): Promise<T> {
  const transactionID = await payload.db.beginTransaction()
  if (transactionID === null) throw new Error('An import needs a database with transactions')
  try {
    const result = await work(await createLocalReq({ req: { transactionID } }, payload))
    await payload.db.commitTransaction(transactionID)
    return result
  } catch (error) {
    await payload.db.rollbackTransaction(transactionID)
    throw error
  }
}

async function storedNames(req: PayloadRequest): Promise<readonly StoredUplName[]> {
  const { docs } = await req.payload.find({
    collection: SLUGS.uplEntries,
    pagination: false,
    limit: 0,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return rowsOf(docs).map(storedUplName)
}

/** Ended first: a name may have moved to another URI. The importer is the operator, so no user's access applies. */
function writesOf(plan: UplPlan, now: Instant, req: PayloadRequest): readonly (() => Promise<unknown>)[] {
  const scope = { collection: SLUGS.uplEntries, depth: 0, overrideAccess: true, req } as const
  const update = (id: string, data: Readonly<Record<string, unknown>>) => () =>
    req.payload.update({ ...scope, id, data })
  const create = (name: UplName) => () => req.payload.create({ ...scope, data: dataOfUplName(name, null) })
  return [
    ...plan.ended.map(({ id }) => update(id, { endedAt: now })),
    ...[...plan.changed, ...plan.returned].map(({ name, stored }) =>
      update(stored.id, dataOfUplName(name, null)),
    ),
    ...plan.added.map(create),
  ]
}

/** Products that refer to the names in their draft or as published; nothing else has uniform product names. */
async function usersOf(
  names: readonly StoredUplName[],
  req: PayloadRequest,
): Promise<ReadonlyMap<string, readonly UplUser[]>> {
  if (names.length === 0) return new Map()
  const everything = { depth: 0, pagination: false, limit: 0, overrideAccess: true, req } as const
  const { docs: usages } = await req.payload.find({
    ...everything,
    collection: SLUGS.usages,
    where: { and: [{ toKind: { equals: 'uplEntry' } }, { toId: { in: names.map(({ id }) => id) } }] },
  })
  const rows = rowsOf(usages)
  const { docs: products } = await req.payload.find({
    ...everything,
    collection: SLUGS.products,
    draft: true,
    locale: 'nl',
    where: { id: { in: [...new Set(rows.map((row) => textOf(row['fromId']) ?? ''))] } },
  })
  const titles = new Map(rowsOf(products).map((row) => [textOf(row['id']), textOf(row['title'])]))
  return usersByName(rows, titles)
}

/** One line per product, whether its draft refers to the name, what readers see, or both. */
function usersByName(
  usages: readonly Row[],
  titles: ReadonlyMap<string | null, string | null>,
): ReadonlyMap<string, readonly UplUser[]> {
  const byName = new Map<string, Map<string, UplUser>>()
  for (const usage of usages) {
    const name = textOf(usage['toId']) ?? ''
    const id = textOf(usage['fromId']) ?? ''
    const users = byName.get(name) ?? new Map<string, UplUser>()
    const isPublished = usage['state'] === 'published' || users.get(id)?.isPublished === true
    users.set(id, { kind: textOf(usage['fromKind']) ?? 'item', title: titles.get(id) ?? id, isPublished })
    byName.set(name, users)
  }
  return new Map([...byName].map(([name, users]) => [name, [...users.values()]]))
}
