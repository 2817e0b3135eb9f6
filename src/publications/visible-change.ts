import type { Instant } from '../kernel'
import type { LogEntry, NewLogEntry } from './log'
import { retracted, stateOf } from './plan'

/** The line that counts at a moment: the highest number recorded by then whose `effectiveFrom` has come. */
export function countsAt<Line extends Pick<LogEntry, 'seq' | 'recordedAt' | 'effectiveFrom'>>(
  lines: readonly Line[],
  at: Instant,
): Line | null {
  return highest(lines.filter((line) => line.recordedAt <= at && line.effectiveFrom <= at))
}

/**
 * The lines to append so that from `now` on readers get the plan; none when they already do. `standing` holds the item's lines
 * in one language that count now or may count later; older ones do no harm. An empty plan takes the item away.
 *
 * A new line outranks every line with a lower number, also those that were to count later. So the log is left alone up to the
 * first moment at which it would say something else than the plan, and written anew from there.
 */
export function visibleChange(
  standing: readonly LogEntry[],
  plan: readonly NewLogEntry[],
  now: Instant,
): readonly NewLogEntry[] {
  const steps = [now, ...[...standing, ...plan].map((line) => line.effectiveFrom)].filter((at) => at >= now)
  const moments = [...new Set(steps)].sort()
  const firstChange = moments.find((at) => stateOf(standsAt(standing, at)) !== stateOf(plannedAt(plan, at)))
  if (firstChange === undefined) return []
  const fromThere = moments.filter((at) => at >= firstChange)
  const lines = fromThere.flatMap((at) => lineAt(plan, standing, at))
  return lines.filter((line, index) => index === 0 || stateOf(line) !== stateOf(lines[index - 1] ?? null))
}

/** The planned line at a moment, counting from it; where nothing is planned any more, a retraction of what stands. */
function lineAt(
  plan: readonly NewLogEntry[],
  standing: readonly LogEntry[],
  at: Instant,
): readonly NewLogEntry[] {
  const planned = plannedAt(plan, at)
  if (planned !== null) return [{ ...planned, effectiveFrom: at }]
  const stands = standsAt(standing, at) ?? highest(standing)
  return stands === null ? [] : [retracted(stands, at)]
}

/** What the log says for a moment from now on; everything in it is recorded by then. */
function standsAt(standing: readonly LogEntry[], at: Instant): LogEntry | null {
  return highest(standing.filter((line) => line.effectiveFrom <= at))
}

function plannedAt(plan: readonly NewLogEntry[], at: Instant): NewLogEntry | null {
  return plan.findLast((line) => line.effectiveFrom <= at) ?? null
}

function highest<Line extends Pick<LogEntry, 'seq'>>(lines: readonly Line[]): Line | null {
  return lines.reduce<Line | null>((top, line) => (top === null || line.seq > top.seq ? line : top), null)
}
