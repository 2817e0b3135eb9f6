import { BasePayload } from 'payload'
import type { Payload } from 'payload'
import { composeEditor, migrateEditor } from '../platform/editor'
import { processEnv } from '../platform/env'
import type { Env } from '../platform/env'
import { readSecrets } from '../platform/secrets'

/** The editor for a command: its tables up to date, quiet, and without the work that a running editor does. */
export async function openEditor(
  logLevel?: Env['logLevel'],
): Promise<{ readonly payload: Payload; readonly env: Env }> {
  const env = processEnv()
  const config = await composeEditor({
    env,
    secret: readSecrets(env).payloadSecret,
    logLevel: logLevel ?? 'warn',
  })
  const payload = await new BasePayload().init({ config, disableOnInit: true })
  await migrateEditor(payload, env)
  return { payload, env }
}
