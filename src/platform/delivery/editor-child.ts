import { join } from 'node:path'
import type { Logger } from 'pino'
import { childEnvironment } from '../env'
import type { Env } from '../env'
import type { Secrets } from '../secrets'
import { editorProcess } from './editor-process'
import { freePort } from './free-port'
import type { Readiness } from './http'
import { answeringCheck } from './probe'
import { supervise, type Supervised } from './supervise'

/** Starts the editor as a child of this process, on a port of its own that only the front passes on to. */
export async function startEditorChild(options: {
  readonly env: Env
  readonly secrets: Secrets
  readonly log: Logger
  readonly checks: Readiness
  /** Whether it builds while it runs and reloads. */
  readonly isDev: boolean
}): Promise<Supervised & { readonly url: string }> {
  const { env, secrets, log, checks, isDev } = options
  const spec = editorProcess({
    port: await freePort(),
    pidFile: join(env.dataDir, env.role === 'all' ? 'editor.pid' : `editor-${env.port}.pid`),
    mode: isDev ? 'dev' : 'start',
    environment: childEnvironment({
      PDC_SECRET: secrets.payloadSecret,
      PDC_DATA_DIR: env.dataDir,
      // Next puts its own port in PORT, from which the public address would be guessed.
      PDC_PUBLIC_URL: env.publicUrl,
      NEXT_TELEMETRY_DISABLED: '1',
    }),
  })
  const child = supervise(spec, log)
  const answers = answeringCheck('the editor', `${spec.url}/api/access`)
  checks.register('editor', { forReading: false }, async () => child.reason() ?? (await answers()))
  return { ...child, url: spec.url }
}
