import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { LogReader } from '../../publications'
import type { Check } from './http'

/** A save needs some megabytes besides the write-ahead log; with less it fails. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024

/** Whether the database is there, can be read, and has room on its disk to be written. */
export function databaseCheck(parts: {
  readonly file: string
  readonly log: Pick<LogReader, 'head'>
  readonly leastFreeBytes?: number
}): Check {
  const { file, log, leastFreeBytes = LEAST_FREE_BYTES } = parts
  return async () => {
    if (!existsSync(file)) return 'there is no database yet'
    try {
      await log.head()
    } catch {
      // What the database says may name files; the follower logs it.
      return 'the database cannot be read'
    }
    const { bavail, bsize } = await statfs(dirname(file))
    const free = bavail * bsize
    return free >= leastFreeBytes
      ? null
      : `the disk of the database is almost full: ${Math.floor(free / 1024 / 1024)} MB free`
  }
}
