import { formatFact } from '../../answers'
import { comingDays, valueOn, type Fact, type FactPeriod, type Locale } from '../../catalogue'
import type { CalendarDay } from '../../kernel'
import type { FactView } from './fact-view'

/** A fact as its chip shows it on a day. `isPublished` false: editors have it, readers never got it. */
export function factViewOf(
  fact: Fact,
  {
    isPublished,
    locale,
    today,
  }: { readonly isPublished: boolean; readonly locale: Locale; readonly today: CalendarDay },
): FactView {
  const formatted = (period: FactPeriod | null) => (period ? webValue(period, locale) : null)
  const now = valueOn(fact, today)
  const next = comingDays(fact, today)[0]
  const coming = next === undefined ? null : { from: next, value: formatted(valueOn(fact, next)) }
  const lastDay = endOfLastPeriod(fact, today)
  const base = {
    id: fact.id,
    key: fact.key,
    label: fact.label[locale] ?? fact.label.nl ?? fact.key,
    kind: fact.kind,
  }
  if (!isPublished) return { ...base, state: 'draft', value: null, until: null, coming: null }
  if (now) return { ...base, state: 'current', value: formatted(now), until: now.validUntil, coming }
  return { ...base, state: lastDay ? 'ended' : 'none', value: null, until: lastDay, coming }
}

/** A fact that text still refers to but that is gone. */
export const unknownFactView = (id: string): FactView => ({
  id,
  key: id,
  label: 'Onbekend feit',
  kind: null,
  state: 'unknown',
  value: null,
  until: null,
  coming: null,
})

const webValue = (period: FactPeriod, locale: Locale) =>
  formatFact(period.value, 'web', locale)?.split('\n').join('; ') ?? null

function endOfLastPeriod(fact: Fact, today: CalendarDay): CalendarDay | null {
  const ends = fact.periods.flatMap(({ validUntil }) =>
    validUntil !== null && validUntil < today ? [validUntil] : [],
  )
  return ends.sort().at(-1) ?? null
}
