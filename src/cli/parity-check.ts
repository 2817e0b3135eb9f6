import { LOCALES } from '../catalogue'
import type { Locale } from '../catalogue'
import { contentHashOf } from '../kernel'
import type { Instant } from '../kernel'
import { countsAt } from '../publications'
import type { LogLine, LogReader } from '../publications'

/** What one place says of one product or question in one language. */
export type Said = {
  readonly kind: 'product' | 'question'
  readonly id: string
  readonly locale: Locale
  readonly revision: number
  readonly contentHash: string | null
}

/** A place where readers get answers: GraphQL, REST, a search index. */
export type Place = { readonly name: string; readonly all: () => Promise<readonly Said[]> }

export type Difference = {
  readonly place: string
  readonly item: string
  readonly expected: string
  readonly found: string
}

export type ParityReport = {
  readonly items: number
  readonly places: readonly { readonly name: string; readonly items: number }[]
  readonly differences: readonly Difference[]
}

/**
 * Compares every place with the log (invariant I2): the same items, revisions and content hashes; and the log with itself: each
 * stored record gives the hash that stands beside it.
 */
export async function checkParity(
  log: LogReader,
  now: Instant,
  places: readonly Place[],
): Promise<ParityReport> {
  const counting = await countingLines(log, now)
  const expected = new Map(counting.map((line) => [nameOf(line.kind, line.itemId, line.locale), line]))
  const differences: Difference[] = [...(await damagedRecords(log, counting))]
  const counted: { name: string; items: number }[] = []
  for (const place of places) {
    const said = await place.all()
    counted.push({ name: place.name, items: said.length })
    differences.push(...differencesOf(place.name, said, expected))
  }
  return { items: counting.length, places: counted, differences }
}

async function countingLines(log: LogReader, now: Instant): Promise<readonly LogLine[]> {
  const byItem = new Map<string, LogLine[]>()
  for (const line of await log.standingLines(now)) {
    if (line.kind !== 'product' && line.kind !== 'question') continue
    const name = nameOf(line.kind, line.itemId, line.locale)
    byItem.set(name, [...(byItem.get(name) ?? []), line])
  }
  return [...byItem.values()].flatMap((lines) => {
    const line = countsAt(lines, now)
    return line?.type === 'PUBLISHED' ? [line] : []
  })
}

async function damagedRecords(log: LogReader, lines: readonly LogLine[]): Promise<readonly Difference[]> {
  const found: Difference[] = []
  for (const line of lines) {
    const [stored] = await log.records([line.seq])
    const hash = stored?.record ? contentHashOf(stored.record) : 'no record'
    if (hash !== line.contentHash)
      found.push({
        place: 'log',
        item: nameOf(line.kind, line.itemId, line.locale),
        expected: line.contentHash,
        found: hash,
      })
  }
  return found
}

function differencesOf(
  place: string,
  said: readonly Said[],
  expected: ReadonlyMap<string, LogLine>,
): readonly Difference[] {
  const seen = new Map(said.map((item) => [nameOf(item.kind, item.id, item.locale), item]))
  const missingOrOther = [...expected].flatMap(([item, line]): Difference[] => {
    const found = seen.get(item)
    if (!found) return [{ place, item, expected: `revision ${line.seq}`, found: 'nothing' }]
    if (found.revision !== line.seq)
      return [{ place, item, expected: `revision ${line.seq}`, found: `revision ${found.revision}` }]
    if (found.contentHash !== null && found.contentHash !== line.contentHash)
      return [{ place, item, expected: line.contentHash, found: found.contentHash }]
    return []
  })
  const extra = [...seen.keys()].filter((item) => !expected.has(item))
  return [
    ...missingOrOther,
    ...extra.map((item) => ({
      place,
      item,
      expected: 'nothing',
      found: `revision ${seen.get(item)?.revision}`,
    })),
  ]
}

const nameOf = (kind: string, id: string, locale: string): string => `${kind} ${id} ${locale}`

/** In which languages a place is asked. */
export const PARITY_LOCALES: readonly Locale[] = LOCALES
