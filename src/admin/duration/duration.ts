/** Units of a duration that consists of one number, with the ISO 8601 signs around it. */
export const DURATION_UNITS = [
  { unit: 'hour', prefix: 'PT', suffix: 'H', label: 'uur' },
  { unit: 'day', prefix: 'P', suffix: 'D', label: 'dagen' },
  { unit: 'week', prefix: 'P', suffix: 'W', label: 'weken' },
  { unit: 'month', prefix: 'P', suffix: 'M', label: 'maanden' },
  { unit: 'year', prefix: 'P', suffix: 'Y', label: 'jaar' },
] as const
export type DurationUnit = (typeof DURATION_UNITS)[number]['unit']

/** `P6W` → 6 weeks. Null for a duration of several parts (`P1Y6M`) or something else. */
export function simpleDuration(iso: string): { readonly amount: number; readonly unit: DurationUnit } | null {
  const found = /^(PT?)(\d{1,4})([HDWMY])$/u.exec(iso)
  const unit = DURATION_UNITS.find(({ prefix, suffix }) => prefix === found?.[1] && suffix === found[3])
  return found && unit ? { amount: Number(found[2]), unit: unit.unit } : null
}

/** 6 weeks → `P6W`. */
export function isoDuration(amount: number, unit: DurationUnit): string {
  const { prefix, suffix } = DURATION_UNITS.find((known) => known.unit === unit) ?? DURATION_UNITS[1]
  return `${prefix}${amount}${suffix}`
}
