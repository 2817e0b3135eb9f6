/**
 * `npm test`: installs what is missing, checks types and lint, builds, and runs every test. Ends with one line that counts.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, isInstallNeeded } from './install.mjs'
import { run, step } from './steps.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const reports = mkdtempSync(join(tmpdir(), 'antwoordcatalogus-report-'))
const totals = { passed: 0, failed: 0, skipped: 0 }

if (isInstallNeeded(root)) await step('Installing packages', () => install(root))
await check('Types', 'node_modules/typescript/bin/tsc', ['--noEmit'])
await check('Lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0'])
await vitest('unit')
const { buildWhatIsStale } = await import('./build.mjs')
await step('Building what changed', () => buildWhatIsStale(root))
// What is the same for every database, and what is asked of each that is here: one run, which ends with their table.
await vitest('integration', ['integration', 'engine-*'])
await vitest('e2e')
await vitest('faults')

rmSync(reports, { recursive: true, force: true })
const { passed, failed, skipped } = totals
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
process.exit(failed > 0 ? 1 : 0)

/** One check counts as one test. */
async function check(title, script, args) {
  try {
    await step(title, () =>
      run('node', [script, ...args], { cwd: root, env: { NODE_OPTIONS: '--max-old-space-size=4096' } }),
    )
    totals.passed += 1
  } catch (error) {
    totals.failed += 1
    process.stdout.write(`  ✗ ${error.message}\n`)
  }
}

async function vitest(title, projects = [title]) {
  process.stdout.write(`• Tests: ${title}\n`)
  const report = join(reports, `${title}.json`)
  const code = await new Promise((done) => {
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=./tests/support/engines/report.ts',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]
    spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).on('close', done)
  })
  const counted = countsOf(report)
  totals.passed += counted.passed
  totals.skipped += counted.skipped
  // A file that cannot be loaded has no failed test of its own.
  totals.failed += Math.max(counted.failed, code === 0 ? 0 : 1)
}

function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
  } catch {
    // No report: the run broke off, which the exit code tells.
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
