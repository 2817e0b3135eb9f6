import type { FastifyPluginAsync, FastifyServerOptions } from 'fastify'
import type { Clock } from '../../../kernel'
import type { LogReader } from '../../../publications'
import type { SearchPort } from '../../../search/port'
import type { StandingNames } from '../../../search/standing-names'
import type { SynonymEntry } from '../../../search/synonyms'
import type { AccountReader } from '../accounts/account-reader'
import type { FollowUpCounts } from '../store/delivery-store'
import type { Tracing } from '../tracing'
import type { ConnectionLimits } from './connection-limits'
import type { LoadLimits } from './load-shedding'
import type { Probe } from './metrics'
import type { Readiness } from './readiness'

export type DeliveryOptions = {
  readonly log: LogReader
  /** Null: nobody can log in here, and `/graphql/agent` does not exist. */
  readonly login: {
    readonly accounts: AccountReader
    readonly secret: string
    readonly allowedOrigins: readonly string[]
  } | null
  /** Searches with the names of what is published. Null: only the cards are searched. */
  readonly search: ((names: StandingNames) => SearchPort) | null
  /** Searches agent-only text too; handed to agents and nobody else. Null: agents search what the public searches. */
  readonly deskSearch: ((names: StandingNames) => SearchPort) | null
  /** The editors' synonyms as they are known now. */
  readonly synonyms: () => readonly SynonymEntry[]
  readonly clock: Clock
  readonly catalogueName: string
  /** Id or slug of the municipality whose products come first of several with one name. */
  readonly ownOrganisation: string | null
  /** Requests per minute and client; 0: no limit. */
  readonly rateLimit: number
  /** Sent by our own pages in `x-internal-key`, so that the limit of one address does not hold for all readers together. */
  readonly internalKey: string | null
  /** Addresses and networks of proxies of ours, whose `X-Forwarded-For` and the like count; empty: none. */
  readonly trustedProxies: readonly string[]
  /** Whether people reach us over https only. */
  readonly isHttps: boolean
  readonly development: boolean
  /** Folder with the pictures served at `/media`; null: none. */
  readonly mediaFolder: string | null
  readonly readiness: Readiness
  readonly logger: FastifyServerOptions['logger']
  readonly connectionLimits?: Partial<ConnectionLimits>
  readonly loadLimits?: Partial<LoadLimits>
  /** Null: nothing is traced. */
  readonly tracing?: Pick<Tracing, 'follow' | 'search'> | null
  /** What the editor has still to publish again, or could not. Null: not known now. */
  readonly followUps?: () => FollowUpCounts | null
  /** Numbers of other parts, for `/metrics`. */
  readonly probes?: readonly Probe[]
  /** Pages rendered on the server; they get strict security headers. */
  readonly pages: FastifyPluginAsync | null
  /** Everything else, such as the way through to the editor; gets no headers from here. */
  readonly others: FastifyPluginAsync | null
}
