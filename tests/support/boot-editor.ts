import { BasePayload } from 'payload'
import type { Payload } from 'payload'
import type { Clock } from '../../src/kernel'
import { composeEditor } from '../../src/platform/editor'
import type { Env } from '../../src/platform/env'

type BootOptions = {
  readonly clock?: Clock
  readonly generatedGraphQL?: boolean
  /** `silent` where errors are what is tested. */
  readonly logLevel?: 'warn' | 'silent'
}

/** Payload for tests, also outside vitest: one of its own, not the one per process that `getPayload` keeps. */
export async function bootEditor(
  env: Env,
  secret: string,
  { clock, generatedGraphQL, logLevel = 'warn' }: BootOptions = {},
): Promise<Payload> {
  const config = await composeEditor({
    env,
    secret,
    logLevel,
    ...(clock && { clock }),
    ...(generatedGraphQL !== undefined && { generatedGraphQL }),
  })
  return new BasePayload().init({ config, disableOnInit: true })
}
