import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhatIsStale } from '../../scripts/build.mjs'
import { freshDatabase } from '../support/editor'
import { engineUnderTest, withDatabase } from '../support/engines/engine'
import { mongoProxy } from '../support/mongo-proxy'
import { type Catalogue, openCatalogue } from './run/catalogue'
import { BREAKS, connectionBreaker } from './run/connection-breaker'
import { type Harm, killer } from './run/killer'
import { randomOf } from './run/random'
import { randomRun } from './run/random-run'
import { ONCE_EACH, twoWorkers } from './run/two-workers'

/** The whole product on MongoDB: harm done to its processes, and to the way between them and the database. */
const engine = engineUnderTest()
if (engine.kind !== 'mongodb') throw new Error('A database in the own process has no connection')
const proxy = await mongoProxy(engine.url)

const SEED = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000)
const EDITS = 40
const say = (line: string) => void process.stdout.write(`  ${line}\n`)

let catalogue: Catalogue
let release: () => void
beforeAll(async () => {
  await buildWhatIsStale(process.cwd())
  const given = await freshDatabase({ ...engine, url: proxy?.url ?? engine.url })
  release = given.release
  const { DATABASE_URL = '' } = given.environment
  const url = withDatabase(engine.url, new URL(DATABASE_URL).pathname.slice(1))
  catalogue = await openCatalogue({ database: { environment: given.environment, url } })
})
afterAll(async () => {
  await catalogue?.close()
  release?.()
  await proxy?.close()
})

async function expectNothingLost(name: string, harm: Harm): Promise<void> {
  const run = await randomRun({ ...catalogue, name, harm, seed: SEED, edits: EDITS, say })
  const { faults, refusals, parity } = run
  expect({ faults, refusals, differences: parity.differences }).toEqual({
    faults: [],
    refusals: [],
    differences: [],
  })
  expect(run.edits.filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(EDITS / 2)
}

describe('a catalogue in several processes on MongoDB', () => {
  it.runIf(proxy !== null)(
    `loses nothing and doubles nothing while its connections break (seed ${SEED})`,
    async () => {
      if (proxy === null) throw new Error('Drivers do not reach this server through a proxy')
      const harm = connectionBreaker({ proxy, random: randomOf(SEED + 1), say })
      await expectNothingLost('gebroken', harm)
      for (const kind of BREAKS) expect(harm.done[kind]).toBeGreaterThan(0)
    },
  )

  it(`loses nothing and doubles nothing while its parts are killed (seed ${SEED})`, async () => {
    const harm = killer({ ...catalogue, random: randomOf(SEED + 1), edits: EDITS, say })
    await expectNothingLost('gedood', harm)
    for (const times of Object.values(harm.recoveries)) expect(times.length).toBeGreaterThan(0)
  })

  it('carries out a plan once, with two workers that come up together and one that sleeps through', async () => {
    const { types, isCaught, differences, faults } = await twoWorkers(catalogue)
    expect(isCaught).toBe(true)
    expect(types).toEqual(ONCE_EACH)
    expect({ differences, faults }).toEqual({ differences: 0, faults: [] })
  })
})
