/** `npm run bench`, `npm run soak` and `npm run faults`: builds what is stale, then runs the program that measures. */
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
const measuring = spawn(
  process.execPath,
  ['--conditions=production', 'scripts/program.mjs', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
measuring.on('exit', (code) => process.exit(code ?? 1))
