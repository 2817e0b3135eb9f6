/**
 * Runs a program written in TypeScript in this process, bundled as those of the build are:
 *   node --conditions=production scripts/program.mjs src/cli/seed.ts --keep
 */
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle, bundleOf } from './bundle.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const [entry, ...args] = process.argv.slice(2)
const program = resolve(root, bundleOf(entry))
await bundle(root, [entry])
process.setSourceMapsEnabled(true)
process.argv = [process.argv[0], program, ...args]
await import(pathToFileURL(program).href)
