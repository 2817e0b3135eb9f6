import { nextDay, type CalendarDay } from '../kernel'
import type { Fact, FactPeriod } from './facts'

/** The period that holds on a day; of overlapping ones (refused on publishing) the one that began last. */
export function valueOn(fact: Pick<Fact, 'periods'>, day: CalendarDay): FactPeriod | null {
  const holding = fact.periods.filter((period) => holdsOn(period, day))
  return holding.reduce<FactPeriod | null>(
    (latest, period) => (latest === null || period.validFrom > latest.validFrom ? period : latest),
    null,
  )
}

/** Days later than `after` on which a value begins or has just ended, in order. */
export function comingDays(fact: Pick<Fact, 'periods'>, after: CalendarDay): readonly CalendarDay[] {
  const days = fact.periods.flatMap((period) => [
    period.validFrom,
    ...(period.validUntil === null ? [] : [nextDay(period.validUntil)]),
  ])
  return [...new Set(days)].filter((day) => day > after).sort()
}

/** Pairs of periods that share a day. */
export function overlaps(periods: readonly FactPeriod[]): readonly (readonly [FactPeriod, FactPeriod])[] {
  return periods.flatMap((first, index) =>
    periods
      .slice(index + 1)
      .filter((second) => sharesADay(first, second))
      .map((second) => [first, second] as const),
  )
}

function holdsOn(period: FactPeriod, day: CalendarDay): boolean {
  return period.validFrom <= day && (period.validUntil === null || day <= period.validUntil)
}

function sharesADay(a: FactPeriod, b: FactPeriod): boolean {
  const aReachesB = a.validUntil === null || b.validFrom <= a.validUntil
  const bReachesA = b.validUntil === null || a.validFrom <= b.validUntil
  return aReachesB && bReachesA
}
