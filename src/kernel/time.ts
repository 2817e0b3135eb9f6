import type { Brand } from './brand'

/** A moment, as an ISO 8601 string in UTC with milliseconds: `2026-01-01T00:00:00.000Z`. Sorts as text. */
export type Instant = Brand<string, 'Instant'>

/** A calendar day in the Netherlands, `YYYY-MM-DD`. It begins at 00:00 Europe/Amsterdam. Sorts as text. */
export type CalendarDay = Brand<string, 'CalendarDay'>

/** Tells the time. A port, so that tests choose the moment. */
export type Clock = () => Instant

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 86_400_000

/** Parses an ISO 8601 moment with a zone. Null for anything else: without a zone the moment would be a guess. */
export function asInstant(text: string): Instant | null {
  // As they are stored: what comes back as it was is a moment that exists. A whole log of them is read at a start.
  if (text.length === 24 && text.endsWith('Z')) {
    const date = new Date(text)
    if (!Number.isNaN(date.getTime()) && date.toISOString() === text) return text as Instant
  }
  const day = INSTANT.exec(text)?.[1]
  // Date.parse turns 30 February into 2 March; only a day that exists is accepted.
  if (day === undefined || asCalendarDay(day) === null) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : instantOf(new Date(ms))
}

/** Parses `YYYY-MM-DD`. Null for another notation and for a day that does not exist. */
export function asCalendarDay(text: string): CalendarDay | null {
  if (!DAY.test(text)) return null
  const date = new Date(`${text}T00:00:00.000Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text
    ? null
    : (text as CalendarDay)
}

/** Throws a RangeError for an invalid date, as `Date.toISOString` does. */
export function instantOf(date: Date): Instant {
  return date.toISOString() as Instant
}

/** The first moment of a day in Amsterdam, right in summer and winter time. */
export function startOfDay(day: CalendarDay): Instant {
  const midnightUtc = Date.parse(`${day}T00:00:00.000Z`)
  // The offset one and two hours earlier covers both sides of a switch, which happens at 01:00 UTC.
  const guess = midnightUtc - offsetMs(midnightUtc)
  return instantOf(new Date(midnightUtc - offsetMs(guess)))
}

/** The day it is in Amsterdam at a moment. */
export function dayOf(at: Instant): CalendarDay {
  const ms = Date.parse(at)
  return new Date(ms + offsetMs(ms)).toISOString().slice(0, 10) as CalendarDay
}

export const nextDay = (day: CalendarDay): CalendarDay => shifted(day, 1)
export const previousDay = (day: CalendarDay): CalendarDay => shifted(day, -1)

function shifted(day: CalendarDay, days: number): CalendarDay {
  const ms = Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS
  return new Date(ms).toISOString().slice(0, 10) as CalendarDay
}

const amsterdam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** How far Amsterdam's clock is ahead of UTC at a moment, in milliseconds. */
function offsetMs(ms: number): number {
  const parts = new Map(amsterdam.formatToParts(new Date(ms)).map((part) => [part.type, Number(part.value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - Math.floor(ms / 1000) * 1000
}
