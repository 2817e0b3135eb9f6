import { failed, ok, type Result } from '../../kernel/result'

/** `8387` → `83,87`; `123450` → `1.234,50`. Without a sign for the currency, since the field shows it. */
export function eurosOf(cents: number): string {
  const [whole = '0', decimals = '00'] = (Math.abs(cents) / 100).toFixed(2).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, '.')
  return `${cents < 0 ? '-' : ''}${grouped},${decimals}`
}

/**
 * Whole cents of an amount as people type it: `83,87`, `€ 83`, `1.234,5`, also `83.87`, because a Dutch thousands separator
 * always has three digits after it. Empty is null. Anything else is refused rather than guessed.
 */
export function centsOf(text: string): Result<number | null, 'not_an_amount'> {
  const bare = text.replace(/[€\s\u00A0]/gu, '').replace(/,-$/u, '')
  if (bare === '') return ok(null)
  const found = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/u.exec(bare) ?? /^(\d+)\.(\d{2})$/u.exec(bare)
  if (!found) return failed('not_an_amount')
  const cents = Number(found[1]?.replaceAll('.', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(cents) ? ok(cents) : failed('not_an_amount')
}
