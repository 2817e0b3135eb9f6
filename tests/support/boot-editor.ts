import { BasePayload } from 'payload'
import type { Payload } from 'payload'
import type { Clock } from '../../src/kernel'
import { composeEditor } from '../../src/platform/editor'
import type { Env } from '../../src/platform/env'

export type BootOptions = {
  readonly clock?: Clock
  readonly generatedGraphQL?: boolean
  /** `silent` where errors are what is tested. */
  readonly logLevel?: 'info' | 'warn' | 'silent'
  /** Where its lines go instead of to standard output. */
  readonly logTo?: { write(line: string): void }
}

/** Payload for tests, also outside vitest: one of its own, not the one per process that `getPayload` keeps. */
export async function bootEditor(
  env: Env,
  secret: string,
  { clock, generatedGraphQL, logLevel = 'warn', logTo }: BootOptions = {},
): Promise<Payload> {
  const config = await composeEditor({
    env,
    secret,
    logLevel,
    ...(clock && { clock }),
    ...(logTo && { logTo }),
    ...(generatedGraphQL !== undefined && { generatedGraphQL }),
  })
  return new BasePayload().init({ config, disableOnInit: true })
}
