import { writeFileSync } from 'node:fs'
import { argumentsOf } from '../../bench/arguments'
import { othersLoad } from '../../bench/table'
import { smallDisk } from '../support/small-disk'
import { openCatalogue } from './run/catalogue'
import { fullDisk } from './run/full-disk'
import { type Killer, killer } from './run/killer'
import { overMidnight } from './run/over-midnight'
import { randomOf } from './run/random'
import { randomRun, type RandomRun } from './run/random-run'
import { reportOf, type OtherFaults } from './run/report'
import { twoWorkers } from './run/two-workers'

/** A long random run, and each of the other faults once; ends with 1 when anything is wrong. */
const PAGE = 'docs/faults.md'
const USAGE = `Usage: npm run faults [-- --edits 500] [--seed 1]

  --edits  how many, 500 unless told
  --seed   of chance, to do a run again

Writes what came out to ${PAGE}.`
/** For the database and the search engine together, and enough room for the catalogue to call itself ready. */
const DISK_MEGABYTES = 512
const given = argumentsOf(USAGE, { numbers: ['edits', 'seed'], flags: [] })
const seed = given.number('seed') ?? Date.now() % 1_000_000
const edits = given.number('edits') ?? 500
const say = (line: string) => void process.stdout.write(`${line}\n`)

say(`${edits} edits, seed ${seed}`)
const loadBefore = othersLoad()
const { run, recoveries } = await randomly()
say('Other faults …')
const report = reportOf({ run, recoveries, others: await otherFaults(), seed, loadBefore })
writeFileSync(PAGE, report.page)
for (const problem of report.problems) say(`✗ ${problem}`)
say(`${report.problems.length} problems. Written to ${PAGE}`)
process.exitCode = report.problems.length === 0 ? 0 : 1

async function randomly(): Promise<Pick<Killer, 'recoveries'> & { readonly run: RandomRun }> {
  const catalogue = await openCatalogue()
  const harm = killer({ ...catalogue, random: randomOf(seed + 1), edits, say })
  try {
    return { run: await randomRun({ ...catalogue, harm, seed, edits, say }), recoveries: harm.recoveries }
  } finally {
    await catalogue.close()
  }
}

/** On a disk of their own, which one of them fills. */
async function otherFaults(): Promise<OtherFaults> {
  const disk = await smallDisk(DISK_MEGABYTES)
  const catalogue = await openCatalogue(disk === null ? {} : { dataDir: disk.folder })
  try {
    return {
      twoWorkers: await twoWorkers(catalogue),
      fullDisk: disk === null ? null : await fullDisk(catalogue, disk),
      overMidnight: await overMidnight(catalogue),
    }
  } finally {
    await catalogue.close()
    await disk?.close()
  }
}
