import { factIdsOf, formatFact, type ResolvedFact } from '../../answers'
import {
  checkFact,
  CHANNELS,
  factNames,
  valueOn,
  type Channel,
  type Fact,
  type FactPeriod,
  type Locale,
} from '../../catalogue'
import { nextDay, type CalendarDay } from '../../kernel'
import type { Problem } from '../problems'
import type { FactRecord } from '../record'
import type { EndedFacts } from './item'
import type { ItemText } from './texts'
import type { World } from './world'

/** The facts of an item on one day. */
export type BoundFacts = {
  readonly records: ReadonlyMap<string, FactRecord>
  /** First day on which one of them has no value any more; null when none ends. */
  readonly overdueFrom: CalendarDay | null
  readonly problems: readonly Problem[]
}

type Moment = { readonly day: CalendarDay; readonly locale: Locale; readonly endedFacts: EndedFacts }

/** Ids of facts with the first place where each stands. Key facts, which stand in no text, are found under `facts`. */
export function placesOf(
  keyFactIds: readonly string[],
  texts: readonly ItemText[],
): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  for (const { where, tree } of texts) {
    for (const id of factIdsOf(tree)) if (!places.has(id)) places.set(id, where)
  }
  const keyFacts = keyFactIds.map((id) => [id, places.get(id) ?? 'facts'] as const)
  return new Map([...keyFacts, ...places])
}

/** Looks up facts and formats them, or says of each what is wrong with it. */
export function bindFacts(places: ReadonlyMap<string, string>, world: World, moment: Moment): BoundFacts {
  const bound = [...places].map(([id, where]) => bindFact(id, where, world, moment))
  const endings = bound.flatMap((fact) => (fact.endsOn === null ? [] : [fact.endsOn])).sort()
  return {
    records: new Map(bound.flatMap(({ record }) => (record === null ? [] : [[record.id, record] as const]))),
    overdueFrom: endings[0] ?? null,
    problems: bound.flatMap(({ problems }) => problems),
  }
}

type Bound = {
  readonly record: FactRecord | null
  readonly endsOn: CalendarDay | null
  readonly problems: readonly Problem[]
}

function bindFact(id: string, where: string, world: World, moment: Moment): Bound {
  const fact = world.fact(id)
  if (fact === undefined) return refused({ code: 'fact_unknown', where, params: world.factNames(id) })
  if (fact === 'unpublished') return refused({ code: 'fact_unpublished', where, params: world.factNames(id) })
  const unsound = checkFact(fact).map((problem): Problem => ({ ...problem, where }))
  if (unsound.length > 0) return refused(...unsound)
  const period =
    valueOn(fact, moment.day) ?? (moment.endedFacts === 'last' ? lastBefore(fact, moment.day) : null)
  if (period === null) return refused(absence(fact, where, moment.day))
  const record = recordOf(fact, period, moment.locale)
  if (record === null) {
    return refused({
      code: 'fact_without_value',
      where,
      params: { ...factNames(fact), locale: moment.locale },
    })
  }
  return { record, endsOn: endOf(fact, period), problems: [] }
}

function refused(...problems: readonly Problem[]): Bound {
  return { record: null, endsOn: null, problems }
}

/** Why a fact has no value on a day: not yet, no longer, or (between two periods) no longer and not yet again. */
function absence(fact: Fact, where: string, day: CalendarDay): Problem {
  const ended = lastBefore(fact, day)?.validUntil ?? null
  if (ended !== null)
    return { code: 'fact_expired', where, params: { ...factNames(fact), validUntil: ended } }
  const begins = fact.periods.map((period) => period.validFrom).sort()[0] ?? ''
  return { code: 'fact_not_yet_valid', where, params: { ...factNames(fact), validFrom: begins } }
}

function lastBefore(fact: Fact, day: CalendarDay): FactPeriod | null {
  const ended = fact.periods.filter((period) => period.validUntil !== null && period.validUntil < day)
  return ended.reduce<FactPeriod | null>(
    (last, period) => (last === null || period.validFrom > last.validFrom ? period : last),
    null,
  )
}

/** The first day without a value after a period and those that follow it without a gap. */
function endOf(fact: Fact, from: FactPeriod): CalendarDay | null {
  let period = from
  for (let steps = 0; steps <= fact.periods.length; steps += 1) {
    if (period.validUntil === null) return null
    const after = nextDay(period.validUntil)
    const successor = valueOn(fact, after)
    if (successor === null) return after
    period = successor
  }
  return null
}

function recordOf(fact: Fact, period: FactPeriod, locale: Locale): FactRecord | null {
  const formatted = CHANNELS.map((channel) => [channel, formatFact(period.value, channel, locale)] as const)
  if (!formatted.every((entry): entry is readonly [Channel, string] => entry[1] !== null)) return null
  const byChannel = new Map(formatted)
  const text = (channel: Channel) => byChannel.get(channel) ?? ''
  return {
    id: fact.id,
    key: fact.key,
    // A label is a name, not an answer; better the Dutch one than a key.
    label: fact.label[locale] ?? fact.label.nl ?? fact.key,
    kind: fact.kind,
    value: period.value,
    formatted: {
      general: text('general'),
      web: text('web'),
      counter: text('counter'),
      phone: text('phone'),
      chat: text('chat'),
      email: text('email'),
      letter: text('letter'),
      text: text('text'),
    },
    validFrom: period.validFrom,
    validUntil: period.validUntil,
    source: fact.source,
  }
}

/** A fact as a text of one channel shows it. */
export function resolvedFact(
  records: BoundFacts['records'],
  id: string,
  channel: Channel,
): ResolvedFact | null {
  const record = records.get(id)
  return record === undefined
    ? null
    : { key: record.key, text: record.formatted[channel], value: record.value }
}
