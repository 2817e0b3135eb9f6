import { checkParity, type ParityReport } from '../../../src/cli/parity-check'
import { graphqlPlace, indexPlace, restPlace } from '../../../src/cli/parity-places'
import { instantOf } from '../../../src/kernel'
import { openStore } from '../../../src/platform/delivery/store/open-store'
import { until } from '../../e2e/support/app'
import type { Line } from '../../support/backstage'
import type { Cluster } from '../../support/cluster'

/** Asks every place what it says, until all agree with the log; what still differs in the end is named. */
export async function untilAllAgree(cluster: Cluster, url: string, withinMs: number): Promise<ParityReport> {
  const store = openStore(cluster.databaseUrl)
  const log = store.logReader()
  const now = () => instantOf(new Date(cluster.now()))
  const addresses = async () => {
    const items = (await log.standingLines(now())).flatMap(({ kind, slug, locale, type }) =>
      type === 'PUBLISHED' && (kind === 'product' || kind === 'question') ? [{ kind, slug, locale }] : [],
    )
    return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
  }
  const places = [
    graphqlPlace(url),
    restPlace(url, addresses),
    indexPlace('catalogue', cluster.engine.endpoint),
    indexPlace('desk', cluster.engine.endpoint),
  ]
  let report: ParityReport | null = null
  try {
    await until('log, GraphQL, REST and search indexes to agree', withinMs, async () => {
      report = await checkParity(log, now(), places)
      return report.differences.length === 0
    }).catch((cause: unknown) => {
      throw new Error(`They differ: ${JSON.stringify(report?.differences)}`, { cause })
    })
    return await checkParity(log, now(), places)
  } finally {
    await log.close()
    await store.close()
  }
}

/** What is wrong with a log by itself: a gap, a line that repeats the one before it, time that runs back. */
export function faultsOfLog(lines: readonly Line[]): readonly string[] {
  const gaps = lines.flatMap(({ seq }, index) =>
    seq === index + 1 ? [] : [`line ${index + 1} has number ${seq}`],
  )
  const late = lines.flatMap((line, index) =>
    line.recorded_at < (lines[index - 1]?.recorded_at ?? '') ? [`time runs back at line ${line.seq}`] : [],
  )
  const last = new Map<string, Line>()
  const doubled = lines.flatMap((line) => {
    const item = `${line.kind} ${line.item_id} ${line.locale}`
    const before = last.get(item)
    last.set(item, line)
    return before !== undefined && saysTheSame(before, line) ? [`line ${line.seq} repeats ${before.seq}`] : []
  })
  return [...gaps, ...late, ...doubled]
}

function saysTheSame(one: Line, other: Line): boolean {
  const holdsAtOnce = (line: Line) => line.effective_from <= line.recorded_at
  return (
    one.type === other.type &&
    one.content_hash === other.content_hash &&
    (one.effective_from === other.effective_from || (holdsAtOnce(one) && holdsAtOnce(other)))
  )
}
