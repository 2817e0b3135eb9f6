import type { FactKind } from '../../catalogue'

/**
 * A fact as the editor's chip and picker show it: what a reader gets today.
 * `current` has a value; `none` has none yet; `ended` had one; `draft` was never published; `unknown` no longer exists.
 */
export type FactState = 'current' | 'none' | 'ended' | 'draft' | 'unknown'

export type FactView = {
  readonly id: string
  readonly key: string
  readonly label: string
  readonly kind: FactKind | null
  readonly state: FactState
  /** Formatted for the website, in one line; null when readers get none today. */
  readonly value: string | null
  /** Last day of the value (`ended`: of the last one), `YYYY-MM-DD`; null when it does not end. */
  readonly until: string | null
  /** The next change by the clock; `value` null: from that day there is none. */
  readonly coming: { readonly from: string; readonly value: string | null } | null
}

/** `2027-01-01` → `1 januari 2027`. */
export function dutchDay(day: string): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const noon = new Date(Date.UTC(year, month - 1, date, 12))
  return noon.toLocaleDateString('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** What an editor has to know besides the value, as a sentence; null when all is well and nothing is coming. */
export function factNotice(view: FactView): string | null {
  switch (view.state) {
    case 'unknown':
      return 'Dit feit bestaat niet meer. Kies een ander feit.'
    case 'draft':
      return 'Dit feit is nog niet gepubliceerd. Lezers zien het nog niet.'
    case 'none':
      return view.coming
        ? `Nog geen waarde. Vanaf ${dutchDay(view.coming.from)}: ${view.coming.value ?? 'geen waarde'}.`
        : 'Dit feit heeft geen waarde.'
    case 'ended':
      return view.until ? `Verlopen: gold tot en met ${dutchDay(view.until)}.` : 'Verlopen.'
    case 'current':
      return comingNotice(view)
  }
}

function comingNotice({ coming, until }: FactView): string | null {
  if (coming?.value) return `Wordt ${coming.value} op ${dutchDay(coming.from)}.`
  if (until) return `Geldt tot en met ${dutchDay(until)}; daarna is er geen waarde.`
  return null
}

/** Must somebody act before this can be published? */
export const isTrouble = (view: FactView): boolean => view.state !== 'current'
