import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Env } from './env'

export type Secrets = {
  /** Signs logins; shared by editor and delivery. */
  readonly payloadSecret: string
  /** Key of the search engine that we start ourselves. */
  readonly meiliMasterKey: string
}

const stored = z.object({ payloadSecret: z.string().min(32), meiliMasterKey: z.string().min(16) })

/**
 * Secrets for local use: made once, kept in `secrets.json` in the data folder (readable by its owner only), never committed.
 * What the environment gives wins; when it gives all, nothing is read or made.
 */
export function readSecrets(env: Pick<Env, 'dataDir' | 'secret' | 'meiliKey' | 'meiliUrl'>): Secrets {
  const givenKey = env.meiliUrl === null ? env.meiliKey : (env.meiliKey ?? '')
  if (env.secret !== null && givenKey !== null) return { payloadSecret: env.secret, meiliMasterKey: givenKey }
  const file = join(env.dataDir, 'secrets.json')
  const local = existsSync(file)
    ? stored.parse(JSON.parse(readFileSync(file, 'utf8')))
    : make(env.dataDir, file)
  return {
    payloadSecret: env.secret ?? local.payloadSecret,
    meiliMasterKey: givenKey ?? local.meiliMasterKey,
  }
}

function make(folder: string, file: string): Secrets {
  const random = () => randomBytes(32).toString('base64url')
  const secrets = { payloadSecret: random(), meiliMasterKey: random() }
  mkdirSync(folder, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(draft, file)
  return secrets
}
