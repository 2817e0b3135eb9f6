import { writeFileSync } from 'node:fs'
import { othersLoad } from '../../bench/table'
import { openCatalogue } from './run/catalogue'
import { randomRun } from './run/random-run'
import { reportOf } from './run/report'

/** `npm run faults [-- --edits 500 --seed 1]`: a long random run; ends with 1 when anything is wrong. */
const PAGE = 'docs/faults.md'
const given = (name: string): number | null => {
  const place = process.argv.indexOf(`--${name}`)
  return place > 0 ? Number(process.argv[place + 1]) : null
}
const seed = given('seed') ?? Date.now() % 1_000_000
const edits = given('edits') ?? 500
const say = (line: string) => void process.stdout.write(`${line}\n`)

say(`${edits} edits, seed ${seed}`)
const loadBefore = othersLoad()
const catalogue = await openCatalogue()
try {
  const run = await randomRun({ ...catalogue, seed, edits, say })
  const report = reportOf({ run, seed, loadBefore })
  writeFileSync(PAGE, report.page)
  for (const problem of report.problems) say(`✗ ${problem}`)
  say(`${report.problems.length} problems. Written to ${PAGE}`)
  process.exitCode = report.problems.length === 0 ? 0 : 1
} finally {
  await catalogue.close()
}
