import { instantOf } from '../kernel'
import { openStore } from '../platform/delivery/store/open-store'
import { processEnv } from '../platform/env'
import { checkParity } from './parity-check'
import { graphqlPlace, indexPlace, restPlace, runningEngine } from './parity-places'

/**
 * `npm run parity [-- --url http://…]`: proves now that the running product gives the same answer everywhere as the log says
 * (invariant I2). Ends with 1 when anything differs.
 */
const env = processEnv()
const say = (line: string) => process.stdout.write(`${line}\n`)
const given = process.argv.indexOf('--url')
const url = (given > 0 ? process.argv[given + 1] : undefined) ?? `http://127.0.0.1:${env.port}`

const store = openStore(env.databaseUrl)
const log = store.logReader()
const engine =
  env.meiliUrl === null ? await runningEngine(env.dataDir) : { url: env.meiliUrl, key: env.meiliKey ?? '' }
const now = instantOf(new Date())
const addresses = async () =>
  (await log.standingLines(now)).flatMap(({ kind, slug, locale, type }) =>
    type === 'PUBLISHED' && (kind === 'product' || kind === 'question') ? [{ kind, slug, locale }] : [],
  )
const unique = async () => [
  ...new Map((await addresses()).map((item) => [JSON.stringify(item), item])).values(),
]

try {
  if (engine === null) say('The search engine of this folder does not run: its indexes are not compared.')
  const indexes = engine === null ? [] : [indexPlace('catalogue', engine), indexPlace('desk', engine)]
  const report = await checkParity(log, now, [graphqlPlace(url), restPlace(url, unique), ...indexes])
  say(`log: ${report.items} items`)
  for (const place of report.places) say(`${place.name}: ${place.items} items`)
  for (const { place, item, expected, found } of report.differences)
    say(`✗ ${place}, ${item}: expected ${expected}, found ${found}`)
  say(`${report.differences.length} differences`)
  process.exitCode = report.differences.length === 0 && engine !== null ? 0 : 1
} catch (err) {
  process.stderr.write(
    `The comparison failed: ${err instanceof Error ? err.message : String(err)}. Does the product run on ${url}?\n`,
  )
  process.exitCode = 1
} finally {
  await log.close()
  await store.close()
}
