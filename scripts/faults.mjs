/** `npm run faults [-- --edits 500 --seed 1]`: builds what is stale, then kills the product's parts while it is edited. */
import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, isInstallNeeded } from './install.mjs'
import { step } from './steps.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
if (isInstallNeeded(root)) await step('Installing packages', () => install(root))
const { buildWhatIsStale } = await import('./build.mjs')
await step('Building what changed', () => buildWhatIsStale(root))
spawn(
  process.execPath,
  ['--conditions=production', 'scripts/program.mjs', 'tests/faults/run-long.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
).on('exit', (code) => process.exit(code ?? 1))
