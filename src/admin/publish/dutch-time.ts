const DUTCH = 'Europe/Amsterdam'

/** `2027-03-01T09:00`, as a field for date and time gives it, taken as Dutch time wherever the editor sits. Null for no moment. */
export function dutchInstant(local: string): Date | null {
  const asUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtc)) return null
  const guess = asUtc - aheadMs(asUtc)
  return new Date(asUtc - aheadMs(guess))
}

/** How far Dutch clocks are ahead of UTC at a moment. */
function aheadMs(ms: number): number {
  const whole = Math.floor(ms / 1_000) * 1_000
  const local = new Date(whole).toLocaleString('sv-SE', { timeZone: DUTCH }).replace(' ', 'T')
  return Date.parse(`${local}Z`) - whole
}
