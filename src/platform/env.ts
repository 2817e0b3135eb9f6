import { isIP } from 'node:net'
import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'

/** One variable of the environment, for people and for the parser. */
type Variable = {
  readonly name: string
  readonly meaning: string
  readonly fallback: string
  readonly parse: z.ZodType
}

const optionalText = z.string().trim().min(1).optional()
const url = z.url({ protocol: /^https?$/ }).optional()
const flag = z.enum(['0', '1']).optional()
const OWN_NETWORKS = ['loopback', 'linklocal', 'uniquelocal']
const isNetwork = (text: string): boolean => {
  const [address = '', bits] = text.split('/')
  return OWN_NETWORKS.includes(text) || (isIP(address) > 0 && (bits === undefined || /^\d{1,3}$/.test(bits)))
}

const ROLES = ['all', 'delivery', 'editor', 'worker'] as const
export type Role = (typeof ROLES)[number]

/** Every variable that the product reads. `docs/operations.md` and `.env.example` are made from this list. */
export const VARIABLES = [
  {
    name: 'PORT',
    meaning: 'Port of the front: website, GraphQL, REST and the editor behind it.',
    fallback: '3000',
    parse: z.coerce.number().int().min(1).max(65_535).optional(),
  },
  {
    name: 'PDC_DATA_DIR',
    meaning: 'Folder for database, search engine, media and local secrets.',
    fallback: './data',
    parse: optionalText,
  },
  {
    name: 'PDC_ENV',
    meaning: '`development` or `production`. Production refuses to start with unsafe settings.',
    fallback: 'development',
    parse: z.enum(['development', 'production']).optional(),
  },
  {
    name: 'PDC_ROLE',
    meaning:
      '`all`, or one part on the same database: `delivery` (serves readers), `editor` (serves the admin and saves) or `worker` (follow-ups, planned publications and search indexes).',
    fallback: 'all',
    parse: z.enum(ROLES).optional(),
  },
  {
    name: 'PDC_PUBLIC_URL',
    meaning:
      'Address under which people reach the product, without a slash at the end. Required in production.',
    fallback: 'http://localhost:PORT',
    parse: url,
  },
  {
    name: 'PDC_SECRET',
    meaning:
      'Secret that signs logins, at least 32 characters. Required in production; made by itself for local use.',
    fallback: 'made in PDC_DATA_DIR',
    parse: optionalText,
  },
  {
    name: 'DATABASE_URL',
    meaning:
      '`file:` and the path of a SQLite file, or `mongodb://` (`mongodb+srv://`) with the name of the database in it.',
    fallback: 'file:PDC_DATA_DIR/catalogue.db',
    parse: z
      .string()
      .regex(
        /^(file:.|mongodb(\+srv)?:\/\/[^/]+\/[^/?]+)/,
        'Must begin with file: and name a SQLite file, or be mongodb://host/name-of-the-database',
      )
      .optional(),
  },
  {
    name: 'PDC_ALLOW_NO_TRANSACTIONS',
    meaning:
      '`1` starts on a MongoDB without transactions, where a save that fails halfway leaves halves behind. For trying out.',
    fallback: '0',
    parse: flag,
  },
  {
    name: 'MEILI_URL',
    meaning:
      'Address of a Meilisearch of your own. Without it the role `all` starts one on loopback; other roles then go without.',
    fallback: 'an own process',
    parse: url,
  },
  {
    name: 'MEILI_KEY',
    meaning: 'Key of that Meilisearch. Required with MEILI_URL in production.',
    fallback: '',
    parse: optionalText,
  },
  {
    name: 'PDC_ADMIN_EMAIL',
    meaning: 'E-mail address of the first administrator.',
    fallback: 'beheer@voorbeeld.nl',
    parse: z.email().optional(),
  },
  {
    name: 'PDC_ADMIN_PASSWORD',
    meaning:
      'Password of the first administrator, at least 12 characters. Without it one is made and printed once.',
    fallback: 'made and printed once',
    parse: z.string().min(12, 'Must have at least 12 characters').optional(),
  },
  {
    name: 'PDC_DEMO_USERS',
    meaning: '`1` makes a demo user per role with the seed and prints the passwords once.',
    fallback: '0',
    parse: flag,
  },
  {
    name: 'PDC_RATE_LIMIT',
    meaning: 'Requests per minute and client, of each delivery replica; 0 switches the limit off.',
    fallback: '600',
    parse: z.coerce.number().int().min(0).optional(),
  },
  {
    name: 'PDC_TRUSTED_PROXIES',
    meaning:
      'Addresses and networks of the proxies in front, separated by commas: only what they say about a client (`X-Forwarded-For`) counts. Besides addresses: `loopback`, `linklocal`, `uniquelocal` (private networks). `none` trusts nobody.',
    fallback: 'loopback',
    parse: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .refine((parts) => parts.every(isNetwork) || (parts.length === 1 && parts[0] === 'none'), {
        message: 'Must list addresses, networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
      })
      .optional(),
  },
  {
    name: 'PDC_LOG_LEVEL',
    meaning:
      '`debug`, `info` (a line for every answer and publication), `warn` or `error`. What is started and stopped is always logged.',
    fallback: 'warn; in production info',
    parse: z.enum(['debug', 'info', 'warn', 'error']).optional(),
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    meaning: 'Address of a collector of traces (OTLP over HTTP, JSON). Without it nothing is traced.',
    fallback: '',
    parse: url,
  },
  {
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    meaning: 'Headers for the collector, as `name=value`, separated by commas.',
    fallback: '',
    parse: z
      .string()
      .regex(/^[\w-]+=[^,]*(,\s*[\w-]+=[^,]*)*$/, 'Must be name=value, separated by commas')
      .optional(),
  },
  {
    name: 'OTEL_SERVICE_NAME',
    meaning: 'Name of this instance in traces.',
    fallback: 'antwoordcatalogus',
    parse: optionalText,
  },
  {
    name: 'OTEL_TRACES_SAMPLER_ARG',
    meaning: 'Which part of the requests is traced, from 0 to 1. Who sends `traceparent` decides for theirs.',
    fallback: '1',
    parse: z.coerce.number().min(0).max(1).optional(),
  },
  {
    name: 'PDC_EDITOR_URL',
    meaning: 'For a delivery replica: where the editor runs. Without it `/admin` is not found there.',
    fallback: '',
    parse: url,
  },
  {
    name: 'PDC_DRAIN_SECONDS',
    meaning:
      'How long a delivery replica that was told to stop goes on serving while `/readyz/read` says no, so that proxies leave it in time.',
    fallback: '5',
    parse: z.coerce.number().min(0).max(300).optional(),
  },
] as const satisfies readonly Variable[]

const Source = z.object(
  Object.fromEntries(VARIABLES.map(({ name, parse }) => [name, parse])) as {
    [V in (typeof VARIABLES)[number] as V['name']]: V['parse']
  },
)

export type Env = {
  readonly port: number
  /** Absolute. */
  readonly dataDir: string
  readonly env: 'development' | 'production'
  readonly role: Role
  readonly publicUrl: string
  /** Null: made and kept in `dataDir` (never in production). */
  readonly secret: string | null
  readonly databaseUrl: string
  readonly allowNoTransactions: boolean
  readonly meiliUrl: string | null
  readonly meiliKey: string | null
  readonly adminEmail: string | null
  readonly adminPassword: string | null
  readonly demoUsers: boolean
  readonly rateLimit: number
  readonly trustedProxies: readonly string[]
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  readonly editorUrl: string | null
  /** Null: nothing is traced. */
  readonly traces: {
    readonly endpoint: string
    readonly headers: Readonly<Record<string, string>>
    readonly serviceName: string
    readonly share: number
  } | null
  readonly drainSeconds: number
}

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly code = 'configuration_invalid'
}

/**
 * Reads and checks the environment once; throws `ConfigurationError` with all problems in one message. `building` leaves out
 * what only a running product needs.
 */
export function readEnv(
  source: Readonly<Record<string, string | undefined>>,
  options: { readonly building?: boolean } = {},
): Env {
  // An empty variable is an absent one: that is how compose files and shells switch one off.
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Source.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (given['PAYLOAD_DROP_DATABASE'] === 'true')
    problems.push('PAYLOAD_DROP_DATABASE: would drop the catalogue; remove it')
  if (given['PDC_ENV'] === 'production' && !options.building) problems.push(...productionProblems(given))
  if (problems.length > 0 || !parsed.success) {
    throw new ConfigurationError(
      `The configuration is not right (${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
  }
  return Object.freeze(envFrom(parsed.data))
}

type Given = z.infer<typeof Source>

function envFrom(given: Given): Env {
  const port = given.PORT ?? 3000
  const dataDir = absolute(given.PDC_DATA_DIR ?? './data')
  return {
    port,
    dataDir,
    env: given.PDC_ENV ?? 'development',
    role: given.PDC_ROLE ?? 'all',
    publicUrl: (given.PDC_PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, ''),
    secret: given.PDC_SECRET ?? null,
    databaseUrl: given.DATABASE_URL ?? `file:${join(dataDir, 'catalogue.db')}`,
    allowNoTransactions: given.PDC_ALLOW_NO_TRANSACTIONS === '1',
    meiliUrl: given.MEILI_URL ?? null,
    meiliKey: given.MEILI_KEY ?? null,
    adminEmail: given.PDC_ADMIN_EMAIL ?? null,
    adminPassword: given.PDC_ADMIN_PASSWORD ?? null,
    demoUsers: given.PDC_DEMO_USERS === '1',
    rateLimit: given.PDC_RATE_LIMIT ?? 600,
    trustedProxies: (given.PDC_TRUSTED_PROXIES ?? ['loopback']).filter((part) => part !== 'none'),
    logLevel: given.PDC_LOG_LEVEL ?? (given.PDC_ENV === 'production' ? 'info' : 'warn'),
    editorUrl: given.PDC_EDITOR_URL ?? null,
    drainSeconds: given.PDC_DRAIN_SECONDS ?? 5,
    traces: tracesOf(given),
  }
}

function tracesOf(given: Given): Env['traces'] {
  const endpoint = given.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined) return null
  const pairs = (given.OTEL_EXPORTER_OTLP_HEADERS ?? '').split(',').filter((pair) => pair.includes('='))
  return {
    endpoint,
    headers: Object.fromEntries(
      pairs.map((pair) => {
        const at = pair.indexOf('=')
        return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
      }),
    ),
    serviceName: given.OTEL_SERVICE_NAME ?? 'antwoordcatalogus',
    share: given.OTEL_TRACES_SAMPLER_ARG ?? 1,
  }
}

function productionProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  const {
    PDC_SECRET: secret = '',
    PDC_PUBLIC_URL: address,
    MEILI_URL,
    MEILI_KEY = '',
    PDC_DEMO_USERS,
    PDC_ROLE: role = 'all',
  } = given
  const problems: string[] = []
  if (secret.length < 32) problems.push('PDC_SECRET: production needs a secret of at least 32 characters')
  else if (new Set(secret).size < 10)
    problems.push('PDC_SECRET: this secret is too easy to guess; use a random one')
  if (!address) problems.push('PDC_PUBLIC_URL: production needs the address under which people reach it')
  else if (address.startsWith('http:') && !isLoopback(address))
    problems.push('PDC_PUBLIC_URL: production needs https')
  if (MEILI_URL && MEILI_KEY.length < 16)
    problems.push('MEILI_KEY: production needs a key of at least 16 characters with MEILI_URL')
  if (!MEILI_URL && (role === 'delivery' || role === 'worker'))
    problems.push(
      `MEILI_URL: in production the role ${role} needs the search engine that all processes share`,
    )
  if (PDC_DEMO_USERS === '1') problems.push('PDC_DEMO_USERS: demo users do not belong in production')
  return problems
}

const isLoopback = (address: string) =>
  URL.canParse(address) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname)
const absolute = (path: string) => (isAbsolute(path) ? path : resolve(path))

/** The environment of this process, and whether it is Next's build, which evaluates the configuration without running it. */
export function runtimePhase(read: typeof readEnv): { readonly env: Env; readonly building: boolean } {
  const building =
    process.env['NEXT_PHASE'] === 'phase-production-build' || process.env['PDC_BUILDING'] === '1'
  return { env: read(process.env, { building }), building }
}

/** What a child process gets: everything we were given, with what was decided here on top. */
export const childEnvironment = (
  decided: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
  ...decided,
})

/** Where programs are looked for. */
export const searchPath = (): string => process.env['PATH'] ?? ''

/** The same environment with another database. Throws when that is no address of one. */
export const withDatabaseUrl = (env: Env, databaseUrl: string): Env => ({
  ...env,
  databaseUrl: readEnv({ DATABASE_URL: databaseUrl }).databaseUrl,
})

/** The environment of this process. */
export const processEnv = (): Env => readEnv(process.env)
