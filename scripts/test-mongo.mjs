/**
 * `MONGODB_TEST_URL=mongodb://… npm run test:mongo`: proves that a MongoDB of yours does what this product needs. Makes databases
 * that begin with `ac_test_` and removes them again; touches no other.
 */
import { spawnSync } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
if (!process.env.MONGODB_TEST_URL) {
  process.stderr.write(
    'Set MONGODB_TEST_URL to the address of a replica set, without a database: mongodb://name:word@host/?replicaSet=rs0\n',
  )
  process.exit(2)
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'engine-mongodb-url*'],
  { cwd: root, stdio: 'inherit' },
)
process.exit(status ?? 1)
