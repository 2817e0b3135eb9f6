import { comingDays, type ItemKind, type Locale } from '../catalogue'
import {
  canonicalJson,
  contentHashOf,
  dayOf,
  failed,
  ok,
  startOfDay,
  type Instant,
  type Result,
} from '../kernel'
import { compileItem, type Compiled, type EndedFacts, type ItemSource, type World } from './compile'
import type { NewLogEntry } from './log'
import type { Problem } from './problems'
import type { PublicRecord } from './record'

/** How many changes to come are written ahead; later ones are planned when these have come. */
const MOST_COMING = 12

export type Plan = {
  /**
   * What readers get from now on, in order of `effectiveFrom`. Before the first line the item is not public; an empty plan: it
   * is not public at all.
   */
  readonly entries: readonly NewLogEntry[]
  /** What editors should know, and what does not stand in the way. */
  readonly notices: readonly Problem[]
  /** When changes lie further ahead than the plan reaches: plan again at this moment at the latest. */
  readonly planAgainAt: Instant | null
}

/**
 * Plans an item's lines in the log: as it is now (or when its publication period begins), at each coming change of a fact it
 * binds, and its retraction at the end of the period. A fact that is missing, expired or unsound at the beginning stands in the
 * way; one that ends later leaves its last value standing, marked by `provenance.overdueFrom`. With `endedFacts` `last` an expired
 * fact does so at the beginning too: for an item that readers see already and that follows the change of something else.
 */
export function planPublication(
  item: ItemSource,
  world: World,
  locale: Locale,
  now: Instant,
  endedFacts: EndedFacts = 'refuse',
): Result<Plan, readonly Problem[]> {
  const { from, until } = periodOf(item)
  const start = from !== null && from > now ? from : now
  if (until !== null && until <= start) {
    // An empty period is the editor's mistake; one that is over is not.
    return from !== null && until <= from
      ? failed([{ code: 'period_invalid', where: 'publishUntil', params: {} }])
      : ok({ entries: [], notices: [], planAgainAt: null })
  }
  const first = compileItem(item, world, locale, start, endedFacts)
  if (!first.ok) return first
  const moments = comingMoments(first.value.factIds, world, start).filter(
    (at) => until === null || at < until,
  )
  const coming = moments
    .slice(0, MOST_COMING)
    .map((at) => ({ at, made: compileItem(item, world, locale, at, 'last') }))
  const problems = coming.flatMap(({ at, made }) =>
    made.ok ? [] : made.error.map((problem) => comingAt(problem, at)),
  )
  if (problems.length > 0) return failed(problems)
  const lines = [
    lineOf(item.kind, locale, start, first.value),
    ...coming.flatMap(({ at, made }) => (made.ok ? [lineOf(item.kind, locale, at, made.value)] : [])),
  ]
  const changes = lines.filter((line, index) => stateOf(line) !== stateOf(lines[index - 1] ?? null))
  const end = until === null ? [] : [retraction(first.value, item, locale, until)]
  return ok({
    entries: [...changes, ...end],
    notices: first.value.notices,
    planAgainAt: moments[MOST_COMING] ?? null,
  })
}

function periodOf(item: ItemSource): { readonly from: Instant | null; readonly until: Instant | null } {
  if (item.kind !== 'product' && item.kind !== 'question') return { from: null, until: null }
  return { from: item.source.publishFrom, until: item.source.publishUntil }
}

/** A problem that shows itself only on a day to come, such as a text that a new amount makes too long. */
function comingAt(problem: Problem, at: Instant): Problem {
  return { ...problem, params: { ...problem.params, day: dayOf(at) } }
}

function comingMoments(factIds: readonly string[], world: World, after: Instant): readonly Instant[] {
  const today = dayOf(after)
  const days = factIds.flatMap((id) => {
    const fact = world.fact(id)
    return fact === undefined || fact === 'unpublished' ? [] : comingDays(fact, today)
  })
  return [...new Set(days)].sort().map(startOfDay)
}

function lineOf(kind: ItemKind, locale: Locale, at: Instant, compiled: Compiled<PublicRecord>): NewLogEntry {
  return {
    kind,
    itemId: compiled.record.id,
    locale,
    type: 'PUBLISHED',
    slug: compiled.slug,
    effectiveFrom: at,
    contentHash: contentHashOf(compiled.record),
    deskHash: compiled.desk === null ? '' : contentHashOf(compiled.desk),
    card: compiled.card,
    record: compiled.record,
    desk: compiled.desk,
  }
}

function retraction(
  compiled: Compiled<PublicRecord>,
  item: ItemSource,
  locale: Locale,
  at: Instant,
): NewLogEntry {
  return retracted({ kind: item.kind, itemId: item.source.id, locale, slug: compiled.slug }, at)
}

/** A line that takes an item away from readers. */
export function retracted(
  item: Pick<NewLogEntry, 'kind' | 'itemId' | 'locale' | 'slug'>,
  at: Instant,
): NewLogEntry {
  return {
    kind: item.kind,
    itemId: item.itemId,
    locale: item.locale,
    slug: item.slug,
    type: 'RETRACTED',
    effectiveFrom: at,
    contentHash: '',
    deskHash: '',
    card: null,
    record: null,
    desk: null,
  }
}

/** What a line means to readers and agents; equal for lines that differ only in number and time. Empty: not public. */
export function stateOf(
  line: Pick<NewLogEntry, 'type' | 'slug' | 'contentHash' | 'deskHash' | 'card'> | null,
): string {
  if (line === null || line.type === 'RETRACTED') return ''
  return canonicalJson([line.slug, line.contentHash, line.deskHash, line.card])
}
