import type { Instant } from '../../kernel'
import type { UplName, UplRelease } from './release'

/** A name as the catalogue keeps it. `endedAt`: since when it is no longer on the list; null while it is. */
export type StoredUplName = {
  readonly id: string
  readonly name: UplName
  readonly endedAt: Instant | null
}

export type UplChange = {
  readonly stored: StoredUplName
  readonly name: UplName
  /** Which parts differ, for the report. */
  readonly parts: readonly (keyof UplName)[]
}

/** What has to be done to make the stored names agree with a release. Every stored and every released name is in one list. */
export type UplPlan = {
  readonly added: readonly UplName[]
  readonly changed: readonly UplChange[]
  /** Were ended and are on the list again, changed or not. */
  readonly returned: readonly UplChange[]
  readonly ended: readonly StoredUplName[]
  readonly unchanged: readonly StoredUplName[]
  /** Ended before and still not on the list. */
  readonly stillEnded: readonly StoredUplName[]
}

/** Compares a release with the stored names, by URI. */
export function planUplImport(release: UplRelease, stored: readonly StoredUplName[]): UplPlan {
  const storedByUri = new Map<string, StoredUplName>(stored.map((entry) => [entry.name.uri, entry]))
  const released = new Set<string>(release.names.map((name) => name.uri))
  const known = release.names.flatMap((name) => {
    const entry = storedByUri.get(name.uri)
    return entry ? [{ stored: entry, name, parts: differingParts(entry.name, name) }] : []
  })
  const current = known.filter((change) => change.stored.endedAt === null)
  const vanished = stored
    .filter((entry) => !released.has(entry.name.uri))
    .sort((a, b) => (a.name.uri < b.name.uri ? -1 : 1))
  return {
    added: release.names.filter((name) => !storedByUri.has(name.uri)),
    changed: current.filter((change) => change.parts.length > 0),
    returned: known.filter((change) => change.stored.endedAt !== null),
    ended: vanished.filter((entry) => entry.endedAt === null),
    unchanged: current.filter((change) => change.parts.length === 0).map((change) => change.stored),
    stillEnded: vanished.filter((entry) => entry.endedAt !== null),
  }
}

/** How many names a plan writes. */
export const sizeOfPlan = (plan: UplPlan): number =>
  plan.added.length + plan.changed.length + plan.returned.length + plan.ended.length

const COMPARED = ['label', 'flags', 'sdgCodes', 'legalBases'] as const

function differingParts(before: UplName, after: UplName): readonly (keyof UplName)[] {
  return COMPARED.filter((part) => canonical(before[part]) !== canonical(after[part]))
}

/** Lists of a name are sets: a store may give them back in another order. */
function canonical(part: UplName[(typeof COMPARED)[number]]): string {
  if (typeof part === 'string') return part
  return JSON.stringify(part.map((item) => (typeof item === 'string' ? item : basisKey(item))).sort())
}

const basisKey = (basis: UplName['legalBases'][number]) => JSON.stringify([basis.uri, basis.label, basis.url])

/** A release that would end more than a tenth of the names that stand; a file that was cut off looks the same. */
export class TooManyRemovals extends Error {
  override readonly name = 'TooManyRemovals'
  constructor(ended: number, standing: number) {
    super(
      `The file lacks ${ended} of the ${standing} names that stand in the catalogue, and would end them. More than a tenth is unusual: was the file cut off?`,
    )
  }
}

/** Throws `TooManyRemovals` for a plan that somebody should look at first. */
export function checkRemovals({ changed, unchanged, ended }: UplPlan): void {
  const standing = changed.length + unchanged.length + ended.length
  if (ended.length * 10 > standing) throw new TooManyRemovals(ended.length, standing)
}
