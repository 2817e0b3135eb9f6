import type { Locale } from '../../catalogue'
import type { Clock, Instant } from '../../kernel'
import {
  type EndedFacts,
  type LogEntry,
  type NewLogEntry,
  planPublication,
  type Problem,
  visibleChange,
  type World,
} from '../../publications'
import { notePublications } from './note-publications'
import type { ItemRef, PublicationStore, Scope } from './publication-store'
import { type LoadedItem, refKey, type SourceLoader } from './source-loader'
import { targetsOf } from './targets'

export type PublishingParts = {
  readonly store: PublicationStore
  readonly sources: SourceLoader
  readonly clock: Clock
}

/** What became of one item. */
export type Outcome = {
  readonly ref: ItemRef
  readonly name: string
  /** Per language, why its new text cannot be published; what readers see of it stays as it was. */
  readonly problems: readonly { readonly locale: Locale; readonly problem: Problem }[]
  /** What went wrong while compiling that is our fault and not the text's. Readers keep what they see. */
  readonly defect: Error | null
  /** What was added to the log. */
  readonly lines: readonly NewLogEntry[]
  /** Whether something changed that other items show of it, so that they must follow. */
  readonly othersFollow: boolean
}

/**
 * Brings the log in line with what the main rows say, for a batch of items: plans every published language, retracts the
 * others, appends what changes for readers, and notes what the items refer to. Does nothing when nothing changed, so it
 * may run twice.
 */
export async function publishItems(
  refs: readonly ItemRef[],
  parts: PublishingParts,
  scope: Scope,
  /** `last` for items that follow a change elsewhere: an expired fact must not keep the others from changing. */
  endedFacts: EndedFacts = 'refuse',
): Promise<readonly Outcome[]> {
  const { store, sources, clock } = parts
  const now = clock()
  const items = await sources.published(refs, scope)
  const worlds = await sources.worlds([...items.values()], scope)
  const standing = byItem(await store.standing(refs, now, scope))
  const outcomes: Outcome[] = []
  for (const ref of refs) {
    const item = items.get(refKey(ref)) ?? { ref, name: ref.id, sources: new Map() }
    const change = changeOf(item, worlds, standing.get(refKey(ref)) ?? [], { now, endedFacts })
    await notePublications(change.lines, await store.append(change.lines, now, scope), scope)
    await store.setUsages(ref, 'published', targetsOf(item, worlds), scope)
    outcomes.push({ ref, name: item.name, ...change })
  }
  return outcomes
}

type Change = Pick<Outcome, 'problems' | 'defect' | 'othersFollow' | 'lines'>

/** One item that breaks the compiler must not keep the others in its batch from being published. */
function changeOf(...given: Parameters<typeof plannedChange>): Change {
  try {
    return plannedChange(...given)
  } catch (error) {
    const defect = error instanceof Error ? error : new Error(String(error))
    return { lines: [], problems: [], defect, othersFollow: false }
  }
}

function plannedChange(
  item: LoadedItem,
  worlds: ReadonlyMap<Locale, World>,
  standing: readonly LogEntry[],
  { now, endedFacts }: { readonly now: Instant; readonly endedFacts: EndedFacts },
): Change {
  const locales = new Set([...item.sources.keys(), ...standing.map((line) => line.locale)])
  const changes = [...locales].map((locale): Change => {
    const lines = standing.filter((line) => line.locale === locale)
    const source = item.sources.get(locale)
    const world = worlds.get(locale)
    if (source === undefined || world === undefined) return changeTo([], lines, now)
    const plan = planPublication(source, world, locale, now, endedFacts)
    if (plan.ok) return changeTo(plan.value.entries, lines, now)
    return {
      lines: [],
      problems: plan.error.map((problem) => ({ locale, problem })),
      defect: null,
      othersFollow: false,
    }
  })
  return {
    lines: changes.flatMap((change) => change.lines),
    problems: changes.flatMap((change) => change.problems),
    defect: null,
    othersFollow: changes.some((change) => change.othersFollow),
  }
}

function changeTo(plan: readonly NewLogEntry[], standing: readonly LogEntry[], now: Instant): Change {
  const lines = visibleChange(standing, plan, now)
  return {
    lines,
    problems: [],
    defect: null,
    othersFollow: lines.some((line) => shownElsewhere(line, standing)),
  }
}

/**
 * Links to products and questions show whether they are there, and their address and title; everything else about them is
 * looked up when read. The other kinds are copied whole into the items that refer to them.
 */
function shownElsewhere(line: NewLogEntry, standing: readonly LogEntry[]): boolean {
  if (line.kind !== 'product' && line.kind !== 'question') return true
  const before = standing.findLast((other) => other.effectiveFrom <= line.effectiveFrom)
  return (
    before === undefined ||
    before.type !== line.type ||
    before.slug !== line.slug ||
    before.card?.title !== line.card?.title
  )
}

function byItem(lines: readonly LogEntry[]): ReadonlyMap<string, readonly LogEntry[]> {
  const groups = new Map<string, LogEntry[]>()
  for (const line of lines) {
    const key = refKey({ kind: line.kind, id: line.itemId })
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return groups
}
