import { randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import { fileOf } from '../src/platform/database-address'
import { migrateEditor } from '../src/platform/editor'
import { readEnv } from '../src/platform/env'
import { bootEditor } from '../tests/support/boot-editor'

export type BenchEditor = {
  readonly payload: Payload
  /** The SQLite file of the catalogue. */
  readonly file: string
  close(): Promise<void>
}

/** Payload on an empty catalogue in this folder. */
export async function openEditor(dataDir: string): Promise<BenchEditor> {
  const env = readEnv({ PDC_DATA_DIR: dataDir })
  const payload = await bootEditor(env, randomBytes(32).toString('hex'))
  await migrateEditor(payload, env)
  return { payload, file: fileOf(env.databaseUrl), close: () => payload.destroy() }
}
