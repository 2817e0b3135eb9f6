import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'
import { buildJavaServer } from './tests/support/engines/java-server.ts'
import {
  CONNECTION_SUITE,
  engineTable,
  noteJavaProblem,
  PROCESS_SUITES,
  processesOf,
  suitesOf,
} from './tests/support/engines/table.ts'

const shared = {
  plugins: [
    {
      name: 'graphql-as-text',
      transform: (text: string, file: string) =>
        file.endsWith('.graphql') ? `export default ${JSON.stringify(text)}` : undefined,
    },
  ],
  resolve: {
    // Mercurius loads graphql as CommonJS, and so does Node for us; Vite alone would take its other half, and two do not mix.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
  },
}

const integration = {
  sequence: { groupOrder: 2 },
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Each file has its own database, search engine or server; two at a time is what two cores can carry.
  maxWorkers: 2,
  // As the programs run: `scripts/programs.mjs`.
  execArgv: ['--conditions=production'],
}

/** Alone on the machine, one file after the other. */
const processes = { hookTimeout: 600_000, maxWorkers: 1, fileParallelism: false }

/** Fetched the first time that a run asks for engines, and known before the projects are made: without a network it is not here. */
const areAsked = process.argv.some((argument) => argument.includes('engine-'))
if (areAsked) {
  const isMeant = engineTable().some(
    ({ project, missing }) => project === 'engine-java-server' && missing === null,
  )
  const problem = isMeant ? await buildJavaServer() : null
  if (problem !== null) noteJavaProblem(problem)
}

/** The suites of every engine, once more for each engine that is here besides SQLite. */
const engines = (areAsked ? engineTable() : []).flatMap((engine) => {
  const { project, missing, leavesOut, setup } = engine
  if (missing !== null || setup === null) return []
  const suites = suitesOf(engine).filter((suite) => !leavesOut.includes(suite))
  const include = suites.filter((suite) => !PROCESS_SUITES.includes(suite))
  const ofProcesses = {
    ...processes,
    name: processesOf(engine),
    sequence: { groupOrder: 5 },
    testTimeout: 600_000,
    include: suites.filter((suite) => PROCESS_SUITES.includes(suite)),
  }
  return [{ ...integration, name: project, include }, ofProcesses].map((test) => ({
    ...shared,
    test: { ...test, globalSetup: [setup] },
  }))
})

/** From quick to slow; each project can be run alone with `npx vitest run --project unit`. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/support/engines/report.ts'],
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          sequence: { groupOrder: 1 },
          include: ['{src,collections,seed}/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          ...integration,
          name: 'integration',
          include: ['tests/{contract,integration,engines}/**/*.test.ts'],
          exclude: [CONNECTION_SUITE],
        },
      },
      ...engines,
      {
        ...shared,
        test: {
          name: 'e2e',
          sequence: { groupOrder: 3 },
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          ...processes,
        },
      },
      {
        ...shared,
        test: {
          name: 'faults',
          sequence: { groupOrder: 4 },
          include: ['tests/faults/faults.test.ts'],
          testTimeout: 600_000,
          ...processes,
        },
      },
    ],
  },
})
