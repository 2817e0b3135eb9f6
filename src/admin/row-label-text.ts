import { dutchDay } from './facts/fact-view'
import { eurosOf } from './money/euros'

type Row = Readonly<Record<string, unknown>>

/** `€ 83,87 · vanaf 1 januari 2026`: a period of a fact, so that a closed row can be told from its neighbours. */
export function periodLabel(row: Row): string {
  const from = dayOf(row['validFrom'])
  const until = dayOf(row['validUntil'])
  const period = [
    from ? `vanaf ${dutchDay(from)}` : 'nog geen begindatum',
    until ? `tot en met ${dutchDay(until)}` : null,
  ]
  return [valueLabel(row), period.filter((part) => part !== null).join(' ')]
    .filter((part) => part !== null)
    .join(' · ')
}

/** The simple values only; opening hours, addresses and lists do not fit on a line. */
function valueLabel(row: Row): string | null {
  const { amountInCents, email, phone, text, url } = row
  if (typeof amountInCents === 'number') return `€ ${eurosOf(amountInCents)}`
  return (
    [phone, email, url, text].find((value) => typeof value === 'string' && value !== '')?.toString() ?? null
  )
}

/** Stored as noon of the day, see the day fields; anything else has no day. */
const dayOf = (value: unknown): string | null =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/u.test(value) ? value.slice(0, 10) : null

/** The name of a code, `rowNumber` from 0 when none was chosen yet; own words after it. */
export function codeLabel(
  names: Readonly<Record<string, string>>,
  row: { readonly code: unknown; readonly words: unknown; readonly rowNumber: number },
): string {
  const name = typeof row.code === 'string' ? names[row.code] : undefined
  const words = typeof row.words === 'string' && row.words !== '' ? `: ${row.words}` : ''
  return `${name ?? `Nieuw (${row.rowNumber + 1})`}${words}`
}
