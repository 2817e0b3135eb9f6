import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keeps two starts from using one data folder. A lock whose process is gone, or whose id went to another program, is taken
 * over. Returns how to release it.
 */
export function lockFolder(dataDir, name = 'start.pid') {
  const file = join(dataDir, name)
  mkdirSync(dataDir, { recursive: true })
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8').trim()) : 0
  if (holder > 0 && holder !== process.pid && isOurs(holder)) {
    throw new Error(
      `The folder ${dataDir} is in use by a running catalogue (process ${holder}). Stop it, or start with another PDC_DATA_DIR and PORT.`,
    )
  }
  writeFileSync(file, String(process.pid))
  return () => {
    if (existsSync(file) && readFileSync(file, 'utf8') === String(process.pid)) rmSync(file, { force: true })
  }
}

function isOurs(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('start.mjs')
}
