import { seedReport } from '../../seed/checks/report'
import { readSeed } from '../../seed/read-seed'

/** `npm run seed:report [-- --all]`: what the seed holds, and the reading level of its texts (the twenty hardest, or all). */
const texts = process.argv.includes('--all') ? Infinity : 20
process.stdout.write(`${seedReport(await readSeed(), texts).join('\n')}\n`)
