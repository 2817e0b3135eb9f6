import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** One database that the suites can run on. */
export type EngineRow = {
  /** Name of the vitest project, and of the column in the report. */
  readonly project: string
  readonly title: string
  /** Null: it is here; else what is missing. */
  readonly missing: string | null
  /** What a run on it does not prove, whatever passes. */
  readonly doesNotProve: string | null
  /** Suites that would say nothing about it, or take it too long. */
  readonly leavesOut: readonly string[]
  /** Module that starts it; null: nothing to start. */
  readonly setup: string | null
}

/** For what a connection can do to a save; a file in the own process has none. */
export const CONNECTION_SUITE = 'tests/engines/connection-faults.test.ts'

const FAULTS = 'tests/faults/mongodb.test.ts'

/** The catalogue in several processes, which need what is built, and the machine for themselves. */
export const PROCESS_SUITES: readonly string[] = ['tests/e2e/scale-out.test.ts', FAULTS]

const SEED = 'tests/integration/seed.test.ts'

/** What runs on every engine. Each suite chooses its databases by itself through `engineUnderTest()`. */
export const ENGINE_SUITES: readonly string[] = [
  'tests/contract/log-reader.test.ts',
  'tests/contract/agent-login.test.ts',
  'tests/integration/access.test.ts',
  'tests/integration/admin-data.test.ts',
  'tests/integration/collections.test.ts',
  'tests/integration/import-upl.test.ts',
  'tests/integration/leading.test.ts',
  'tests/integration/locales.test.ts',
  'tests/integration/publishing.test.ts',
  'tests/integration/publishing-follow-ups.test.ts',
  'tests/integration/request-numbers.test.ts',
  'tests/integration/save-together.test.ts',
  SEED,
  ...testsIn('tests/engines'),
]

function testsIn(folder: string): readonly string[] {
  return readdirSync(join(import.meta.dirname, '../../..', folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`)
    .filter((suite) => suite !== CONNECTION_SUITE)
}

export const suitesOf = (engine: Pick<EngineRow, 'setup'>): readonly string[] =>
  engine.setup === null ? ENGINE_SUITES : [...ENGINE_SUITES, CONNECTION_SUITE, ...PROCESS_SUITES]

/** Name of the vitest project in which an engine's suites of processes run. */
export const processesOf = ({ project }: Pick<EngineRow, 'project'>): string => `${project}-processes`
export const isOfProcesses = (project: string): boolean => project.endsWith('-processes')

const JAVA_PROBLEM = 'ENGINE_JAVA_SERVER_PROBLEM'

/** Why mongo-java-server could not be built. In the environment, because the projects and the report each load this module. */
export function noteJavaProblem(problem: string): void {
  process.env[JAVA_PROBLEM] = problem
}

type Environment = Readonly<Record<string, string | undefined>>

/** The one table of engines: the tests, their report and `npm run test:mongo` go by it. */
export function engineTable(env: Environment = process.env): readonly EngineRow[] {
  const onPath = (program: string) => isOnPath(program, env['PATH'] ?? '')
  const givenUrl = env['MONGODB_TEST_URL']
  const java = ['java', 'javac', 'mvn'].filter((program) => !onPath(program))
  return [
    {
      project: 'integration',
      title: 'SQLite',
      missing: null,
      doesNotProve: null,
      leavesOut: [],
      setup: null,
    },
    {
      project: 'engine-mongodb-url',
      title: 'MongoDB at MONGODB_TEST_URL',
      missing: givenUrl ? null : 'MONGODB_TEST_URL is not set',
      doesNotProve: null,
      leavesOut: [],
      setup: 'tests/support/engines/setup-given.ts',
    },
    {
      project: 'engine-mongod',
      title: 'mongod, replica set of one',
      missing: onPath('mongod') ? null : 'there is no mongod on the PATH',
      doesNotProve: 'fail-over',
      leavesOut: [],
      setup: 'tests/support/engines/setup-replica-set.ts',
    },
    {
      project: 'engine-java-server',
      title: 'mongo-java-server',
      missing: java.length > 0 ? `not on the PATH: ${java.join(', ')}` : (env[JAVA_PROBLEM] ?? null),
      doesNotProve: 'transactions, conflicts, query plans, speed',
      // Without transactions, what a kill leaves half done stays so.
      leavesOut: [SEED, FAULTS],
      setup: 'tests/support/engines/setup-java-server.ts',
    },
    {
      project: 'engine-simulated',
      title: 'simulated replica set (in the tests)',
      missing: null,
      doesNotProve: 'any real server: it only shows what we send and how we take its answers',
      leavesOut: [SEED],
      setup: 'tests/support/engines/setup-simulated.ts',
    },
  ]
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
