/** Units of a duration, largest first, as ISO 8601 orders them. */
export const DURATION_UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const
export type DurationUnit = (typeof DURATION_UNITS)[number]
export type DurationPart = { readonly unit: DurationUnit; readonly count: number }

const ISO_DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/

/** The parts of an ISO 8601 duration of whole units (`P5D`, `P1Y6M`, `PT30M`); null for anything else or for nothing. */
export function durationParts(iso: string): readonly DurationPart[] | null {
  const counts = ISO_DURATION.exec(iso)?.slice(1)
  if (counts === undefined || iso.endsWith('T')) return null
  const parts = DURATION_UNITS.map((unit, index) => ({ unit, count: Number(counts[index] ?? 0) }))
  const present = parts.filter((part) => part.count > 0)
  return present.length === 0 ? null : present
}
