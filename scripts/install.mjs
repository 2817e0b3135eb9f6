import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './steps.mjs'

const STAMP = 'node_modules/.installed-from'

/** True when the packages are not those of the lockfile. */
export function isInstallNeeded(root) {
  const stamp = join(root, STAMP)
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash(root)
}

/**
 * Installs what the lockfile says. Not `npm ci`: that refuses a lockfile in which a platform-specific optional package of
 * another platform is absent. Needs the network only when something is missing.
 */
export async function install(root) {
  await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: root })
  writeFileSync(join(root, STAMP), lockHash(root))
}

const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
