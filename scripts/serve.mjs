/**
 * Runs what was built, in this process: for containers and service managers.
 *   node --enable-source-maps --conditions=production scripts/serve.mjs [role] [--prepare]
 * The role is that of PDC_ROLE when none is given. `--prepare` brings the database up to date first; where several processes
 * share one, do that once, before they start.
 */
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { NODE_FLAGS, programOf } from './programs.mjs'
import { run } from './steps.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
if (given) process.env.PDC_ROLE = given

try {
  if (process.argv.includes('--prepare'))
    await run('node', [...NODE_FLAGS, 'dist/cli/prepare.js'], {
      cwd: root,
      onLine: (line) => process.stdout.write(`${line}\n`),
    })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
await import(pathToFileURL(resolve(root, programOf(process.env.PDC_ROLE || 'all'))).href)
