import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { instantOf } from '../../../src/kernel'
import type { Instant } from '../../../src/kernel'
import type { NewLogEntry } from '../../../src/publications'
import { sqliteAccounts } from '../../../src/platform/delivery/accounts/sqlite-accounts'
import { buildDelivery, readiness } from '../../../src/platform/delivery/http'
import type { DeliveryOptions } from '../../../src/platform/delivery/http'
import { sqliteLogReader } from '../../../src/platform/delivery/store/sqlite-log-reader'
import { START } from './records'
import { logWriter } from './sqlite-log-writer'
import type { LogWriter } from './sqlite-log-writer'

export const SECRET = 'a secret for tests only'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** The answer read as JSON. */
  readonly body: Body
}
type Body = { readonly data: Data; readonly errors?: readonly GraphQLFault[] } & Data
type Data = Readonly<Record<string, never>> | null
type GraphQLFault = { readonly message: string; readonly extensions: { readonly code: string } }

export type OpenDelivery = {
  readonly app: FastifyInstance
  readonly file: string
  readonly writer: LogWriter
  /** Writes lines and waits until readers see them. */
  publish(...lines: readonly NewLogEntry[]): Promise<void>
  /** Moves the clock and waits until what takes effect by then has done so. */
  setClock(to: Instant): Promise<void>
  now(): Instant
  query(query: string, variables?: object, options?: InjectOptions): Promise<Answer>
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  revision(): Promise<number>
  close(): Promise<void>
}

const DEADLINE_MS = 5_000

/** Delivery over a real SQLite log in a folder of its own, without a network. */
export async function openDelivery(changes: Partial<DeliveryOptions> = {}): Promise<OpenDelivery> {
  const folder = mkdtempSync(join(tmpdir(), 'delivery-'))
  const file = join(folder, 'catalogue.db')
  let now: Instant = START
  const clock = () => now
  const writer = logWriter(file, clock)
  const app = await buildDelivery({
    log: sqliteLogReader(file),
    login: { accounts: sqliteAccounts(file, clock), secret: SECRET, allowedOrigins: [] },
    search: null,
    synonyms: () => [],
    deskSearch: null,
    clock,
    catalogueName: 'Catalogus van Voorbeeld',
    ownOrganisation: null,
    rateLimit: 0,
    internalKey: null,
    trustedProxies: [],
    isHttps: false,
    development: false,
    mediaFolder: null,
    readiness: readiness(),
    logger: false,
    pages: null,
    others: null,
    // Injected requests follow each other within one turn of the event loop, which no load is behind.
    loadLimits: { turnMs: 600_000 },
    ...changes,
  })

  const send = async (options: InjectOptions): Promise<Answer> => {
    const response = await app.inject(options)
    const type = String(response.headers['content-type'] ?? '')
    const body =
      type.includes('json') && response.headers['content-encoding'] === undefined && response.payload !== ''
        ? response.json()
        : null
    return { status: response.statusCode, headers: response.headers, text: response.payload, body }
  }
  const query = (text: string, variables: object = {}, options: InjectOptions = {}) =>
    send({ method: 'POST', url: '/graphql', payload: { query: text, variables }, ...options })
  const revision = async () => {
    const { text } = await query('{ catalogue { revision } }')
    return Number(/"revision":(\d+)/.exec(text)?.[1])
  }
  const until = async (isDone: () => Promise<boolean>) => {
    const deadline = Date.now() + DEADLINE_MS
    while (!(await isDone())) {
      if (Date.now() > deadline) throw new Error('Delivery did not catch up in time')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  return {
    app,
    file,
    writer,
    async publish(...lines) {
      const head = writer.append(...lines)
      await until(async () => (await revision()) >= head)
    },
    async setClock(to) {
      now = to
      // The follower looks at the clock at every pass; two measures of waiting lines show that one has passed.
      const waiting = async () => /^pdc_passes_total (\d+)/m.exec((await send({ url: '/metrics' })).text)?.[1]
      const before = Number(await waiting())
      await until(async () => Number(await waiting()) >= before + 2)
    },
    now: () => now,
    query,
    get: (url, headers = {}) => send({ method: 'GET', url, headers }),
    revision,
    async close() {
      await app.close()
      writer.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export const laterThan = (at: Instant, ms: number): Instant => instantOf(new Date(Date.parse(at) + ms))
