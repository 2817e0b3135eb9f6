import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhatIsStale } from '../../scripts/build.mjs'
import { smallDisk } from '../support/small-disk'
import { type Catalogue, openCatalogue } from './run/catalogue'
import { fullDisk } from './run/full-disk'
import { killer } from './run/killer'
import { overMidnight } from './run/over-midnight'
import { randomOf } from './run/random'
import { randomRun } from './run/random-run'
import { ONCE_EACH, twoWorkers } from './run/two-workers'

/** What is chosen comes again with the same seed; at which moment it meets what another process does, does not. */
const SEED = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000)
/** Many more: `npm run faults`. */
const EDITS = 40

/** For the database and the search engine together, and enough room for the catalogue to call itself ready. */
const MEGABYTES = 512
const say = (line: string) => void process.stdout.write(`  ${line}\n`)
const disk = await smallDisk(MEGABYTES)
let catalogue: Catalogue

beforeAll(async () => {
  await buildWhatIsStale(process.cwd())
  catalogue = await openCatalogue(disk === null ? {} : { dataDir: disk.folder })
})
afterAll(async () => {
  await catalogue?.close()
  await disk?.close()
})

describe('a catalogue in several processes', () => {
  it(`loses nothing and doubles nothing while its parts are killed (seed ${SEED})`, async () => {
    const harm = killer({ ...catalogue, random: randomOf(SEED + 1), edits: EDITS, say })
    const run = await randomRun({ ...catalogue, harm, seed: SEED, edits: EDITS, say })
    const { faults, refusals, parity } = run
    expect({ faults, refusals, differences: parity.differences }).toEqual({
      faults: [],
      refusals: [],
      differences: [],
    })
    expect(run.edits).toHaveLength(EDITS)
    expect(run.edits.filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(EDITS / 2)
    for (const times of Object.values(harm.recoveries)) expect(times.length).toBeGreaterThan(0)
  })

  it('carries out a plan once, with two workers that come up together and one that sleeps through', async () => {
    const { types, differences, faults } = await twoWorkers(catalogue)
    expect(types).toEqual(ONCE_EACH)
    expect({ differences, faults }).toEqual({ differences: 0, faults: [] })
  })

  // Mounting a file system of its own takes root.
  it.runIf(disk !== null)('refuses saves on a full disk, goes on serving, and goes on saving', async () => {
    if (disk === null) throw new Error('There is no disk to fill')
    const seen = await fullDisk(catalogue, disk)
    expect(seen.refused.length).toBeGreaterThan(1)
    expect(seen.logged).toEqual(seen.acknowledged)
    expect(seen.readiness).toContain('the disk of the database is almost full')
    expect(seen.whileFull).toEqual([seen.acknowledged.at(-2)])
    expect(seen.after).toEqual([seen.acknowledged.at(-1)])
    expect({ differences: seen.differences, faults: seen.faults }).toEqual({ differences: 0, faults: [] })
  })

  it('lets a value that was published ahead take effect at midnight, once', async () => {
    const seen = await overMidnight(catalogue)
    expect(seen.before).toContain('83,87')
    expect(seen.after).toContain('91,25')
    expect(seen.linesBefore).toHaveLength(2)
    expect(seen.linesAfter).toEqual(seen.linesBefore)
    expect(seen.revision).toBe(seen.linesBefore.at(-1))
    expect(seen.differences).toBe(0)
  })
})
