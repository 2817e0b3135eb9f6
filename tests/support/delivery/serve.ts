import { readFileSync } from 'node:fs'
import { buildDelivery, deliveryLogger, readiness } from '../../../src/platform/delivery/http'
import { memoryLog } from '../../../src/platform/delivery/store/memory-log'
import { instantOf } from '../../../src/kernel'
import type { NewLogEntry } from '../../../src/publications'

/**
 * Delivery in a process of its own, on a log in memory, so that a test can measure what it costs. Says its port on
 * standard output; ends with its standard input. Takes its settings, and the lines of the log, from a file.
 */
type Settings = {
  readonly lines: readonly NewLogEntry[]
  readonly rateLimit: number
  readonly connectionLimits: object
  readonly loadLimits: object
  /** Milliseconds of work that a request to `/busy` costs. */
  readonly busyMs: number
}

const settings = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Settings
const log = memoryLog()
for (const line of settings.lines) log.append(line)
const app = await buildDelivery({
  log,
  login: null,
  search: null,
  synonyms: () => [],
  deskSearch: null,
  clock: () => instantOf(new Date()),
  catalogueName: 'Catalogus van Voorbeeld',
  ownOrganisation: null,
  rateLimit: settings.rateLimit,
  internalKey: null,
  trustedProxies: [],
  isHttps: false,
  development: false,
  mediaFolder: null,
  readiness: readiness(),
  logger: deliveryLogger('error'),
  connectionLimits: settings.connectionLimits,
  loadLimits: settings.loadLimits,
  pages: async (scope) => {
    scope.get('/busy', async () => {
      const until = performance.now() + settings.busyMs
      while (performance.now() < until);
      return 'done'
    })
    scope.get('/large', async () => 'x'.repeat(64 * 1024 * 1024))
  },
  others: null,
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${address}\n`)
process.stdin.on('end', () => void app.close().then(() => process.exit(0))).resume()
