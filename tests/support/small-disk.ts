import { execFile } from 'node:child_process'
import { open, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const CHUNK = Buffer.alloc(64 * 1024, 1)

/** A file system of its own that a test can fill to the last byte. */
export type SmallDisk = {
  readonly folder: string
  fill(): Promise<void>
  /** Gives back what `fill` took. */
  free(): Promise<void>
  close(): Promise<void>
}

/** Null where this user may not mount one. */
export async function smallDisk(megabytes: number): Promise<SmallDisk | null> {
  if (process.getuid?.() !== 0) return null
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  } catch {
    await rm(folder, { recursive: true })
    return null
  }
  const filler = join(folder, 'filler')
  return {
    folder,
    async fill() {
      const file = await open(filler, 'a')
      try {
        for (let chunk = CHUNK; chunk.length > 0;)
          await file.write(chunk).catch((error: unknown) => {
            if (!isFull(error)) throw error
            chunk = chunk.subarray(0, Math.floor(chunk.length / 2))
          })
      } finally {
        await file.close()
      }
    },
    free: () => rm(filler, { force: true }),
    async close() {
      await run('umount', ['--lazy', folder])
      await rm(folder, { recursive: true })
    },
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC'
