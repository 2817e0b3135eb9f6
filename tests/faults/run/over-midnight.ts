import { asCalendarDay, dayOf, instantOf, nextDay, previousDay, startOfDay } from '../../../src/kernel'
import { until } from '../../e2e/support/app'
import type { Line } from '../../support/backstage'
import { amountFrom, answers, idOf } from '../../support/editor-api'
import { productAt } from '../../support/readers'
import { untilAllAgree } from './aftermath'
import type { Catalogue } from './catalogue'
import { publishedProduct } from './world'

export type OverMidnight = {
  /** What readers saw before and after the fact changed. */
  readonly before: string
  readonly after: string
  /** Numbers of the product's lines, before the clock was moved and in the end. */
  readonly linesBefore: readonly number[]
  readonly linesAfter: readonly number[]
  /** Which line readers saw in the end. */
  readonly revision: number
  readonly differences: number
  /** From midnight until readers saw the new value. */
  readonly elapsedMs: number
}

/** So long before midnight the first process starts, besides one and a half times what starting took the first time. */
const MARGIN_MS = 4_000
const SWITCH_WITHIN_MS = 60_000

/** Publishes a value for a day to come, starts every process just before that day, and lets it begin. */
export async function overMidnight(catalogue: Catalogue): Promise<OverMidnight> {
  const { cluster, delivery, api, ground, backstage } = catalogue
  const today = dayOf(instantOf(new Date(cluster.now())))
  // Not tomorrow: midnight may be near.
  const day = nextDay(nextDay(today))
  const fact = idOf(
    await api.create('facts', {
      key: 'kosten-om-middernacht',
      label: 'Kosten',
      kind: 'amount',
      organisation: ground.organisation,
      values: amountFrom(['2024-01-01', 8387, previousDay(day)], [day, 9125]),
      _status: 'published',
    }),
  )
  const text = {
    slug: 'om-middernacht',
    title: 'Om middernacht',
    answers: answers('Het kost ', { fact }, '.'),
  }
  const product = await publishedProduct(api, ground, text)
  const linesBefore = numbersOf(await backstage.lines({ kind: 'product', id: product }))

  await catalogue.stopAll()
  const midnight = Date.parse(startOfDay(asCalendarDay(day) ?? day))
  cluster.setClock(Math.round(midnight - 1.5 * catalogue.startMs - MARGIN_MS - Date.now()))
  await catalogue.startAll()
  const before = (await productAt(delivery.url, product))?.text ?? ''
  if (cluster.now() >= midnight)
    throw new Error('The processes took so long to start that midnight had passed')
  await until('midnight', SWITCH_WITHIN_MS * 5, async () => cluster.now() >= midnight)
  const seen = { text: before, revision: 0 }
  const elapsedMs = await until('readers to see the new value', SWITCH_WITHIN_MS, async () => {
    Object.assign(seen, await productAt(delivery.url, product))
    return seen.text !== before
  })
  const { differences } = await untilAllAgree(cluster, delivery.url, SWITCH_WITHIN_MS)
  const linesAfter = numbersOf(await backstage.lines({ kind: 'product', id: product }))
  return {
    ...{ before, after: seen.text, linesBefore, linesAfter, revision: seen.revision, elapsedMs },
    differences: differences.length,
  }
}

const numbersOf = (lines: readonly Line[]) => lines.map(({ seq }) => seq)
