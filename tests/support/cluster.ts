import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from '../e2e/support/app'
import { type Leadership, leaseStoreOf } from '../../src/platform/lease'
import { filledIn, scaleOut } from './compose'
import { startMeilisearch, type TestMeilisearch } from './meilisearch'
import { type Role, testNode, type TestNode } from './processes'

export type Cluster = {
  readonly dataDir: string
  /** The database that all share, by the way that tests come to it. */
  readonly databaseUrl: string
  readonly engine: TestMeilisearch
  readonly admin: { readonly email: string; readonly password: string }
  /** The moment by the clock of its processes. */
  now(): number
  /** From their next start the clocks of all processes run ahead by so much. */
  setClock(offsetMs: number): void
  /** The editor that deliveries pass on to; started by whoever needs it. */
  readonly editor: TestNode
  /** Makes another node on the same database; does not start it. */
  node(role: Role): Promise<TestNode>
  leader(): Promise<Leadership | null>
  /** Of these workers the one that leads. */
  leadingAmong(workers: readonly TestNode[]): Promise<TestNode | null>
  close(): Promise<void>
}

export type ClusterOptions = {
  /** An empty folder, such as a small file system of its own, for the search engine too; else one is made. */
  readonly dataDir?: string
  /** An empty database; else a file of SQLite in the folder. */
  readonly database?: ClusterDatabase
}

export type ClusterDatabase = {
  /** What tells the processes where it is. */
  readonly environment: Readonly<Record<string, string>>
  /** Where it is for tests: not by a way that they break. */
  readonly url: string
}

/**
 * A prepared, empty catalogue with a search engine, and processes in their roles around it: started with the commands and
 * settings of docker-compose.yml. Needs what `npm run build` builds.
 */
export async function openCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'antwoordcatalogus-cluster-')))
  const database = options.database ?? sqliteIn(dataDir)
  let clockOffsetMs = 0
  await mkdir(dataDir, { recursive: true })
  const engine = await startMeilisearch(options.dataDir)
  const admin = { email: 'beheer@voorbeeld.test', password: 'Een-lang-wachtwoord-1' }
  const editorPort = await freePort()
  const compose = scaleOut().services
  const given = {
    PDC_PUBLIC_URL: 'http://localhost:3000',
    PDC_SECRET: randomBytes(24).toString('base64url'),
    PDC_ADMIN_EMAIL: admin.email,
    PDC_ADMIN_PASSWORD: admin.password,
    CATALOGUE_DB_PASSWORD: 'unused',
    MEILI_KEY: engine.endpoint.key,
  }
  /** What differs from the containers: one machine, another database, and a clock of the test's own. */
  const here = {
    PDC_ENV: 'production',
    PDC_DATA_DIR: dataDir,
    ...database.environment,
    PDC_EDITOR_URL: `http://127.0.0.1:${editorPort}`,
    MEILI_URL: engine.endpoint.url,
    PDC_RATE_LIMIT: '0',
    PDC_DRAIN_SECONDS: '1',
    NODE_OPTIONS: `--import ${pathToFileURL(resolve('tests/support/shifted-clock.mjs')).href}`,
    NODE_ENV: 'production' as const,
  }
  const asInContainer = (service: string) => {
    const found = compose[service]
    if (found?.command?.[0] !== 'node') throw new Error(`The service ${service} runs no program of ours`)
    const environment = { ...filledIn(found.environment, given), ...here }
    return {
      args: found.command.slice(1),
      environment: () => ({ ...environment, TEST_CLOCK_OFFSET_MS: String(clockOffsetMs) }),
    }
  }
  const preparing = asInContainer('prepare')
  await promisify(execFile)(process.execPath, preparing.args, {
    env: { ...process.env, ...preparing.environment() },
  })
  const lease = leaseStoreOf({ databaseUrl: database.url })
  const nodes: TestNode[] = []
  const make = (role: Role, port: number) => {
    const name = `${role} ${nodes.filter((other) => other.role === role).length + 1}`
    const service = role === 'delivery' ? 'delivery1' : role
    const node = testNode({ role, name, port, dataDir, ...asInContainer(service) })
    nodes.push(node)
    return node
  }
  const leader = async () => {
    const found = await lease.read()
    return found?.holder == null ? null : { holder: found.holder, term: found.term }
  }

  return {
    dataDir,
    databaseUrl: database.url,
    engine,
    admin,
    now: () => Date.now() + clockOffsetMs,
    setClock: (offsetMs) => {
      clockOffsetMs = offsetMs
    },
    editor: make('editor', editorPort),
    node: async (role) => make(role, await freePort()),
    leader,
    async leadingAmong(workers) {
      for (const worker of workers) {
        // It may be killed before it answers, and in the middle of its answer.
        const metrics = await fetch(`${worker.url}/metrics`)
          .then((answer) => answer.text())
          .catch(() => '')
        if (/^pdc_worker_leads 1$/m.test(metrics)) return worker
      }
      return null
    },
    async close() {
      for (const node of nodes) node.signal('SIGCONT')
      await Promise.all(nodes.map((node) => node.kill()))
      await lease.close()
      await engine.close()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function sqliteIn(folder: string): ClusterDatabase {
  const url = `file:${join(folder, 'catalogue.db')}`
  return { environment: { DATABASE_URL: url }, url }
}
