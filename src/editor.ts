import { mkdirSync } from 'node:fs'
import pino from 'pino'
import { startEditorChild } from './platform/delivery/editor-child'
import { editorProxy } from './platform/delivery/editor-proxy'
import { deliveryLogger, operatorServer, readiness } from './platform/delivery/http'
import { processEnv } from './platform/env'
import { leaseStoreOf, signsOfLife } from './platform/lease'
import { listenOn, runUntilStopped, type Running } from './platform/running'
import { readSecrets } from './platform/secrets'

/**
 * Composition root of the role `editor`: the admin and its saves, with health and measures in front. Readers are served by
 * delivery replicas, which pass the editor's paths on to here.
 */
const env = processEnv()
const log = pino({ level: 'info', base: null })
const isDev = process.argv.includes('--dev')

await runUntilStopped(log, async (): Promise<Running> => {
  const checks = readiness()
  mkdirSync(env.dataDir, { recursive: true })
  const lease = leaseStoreOf(env)
  checks.register('worker', { forReading: false }, signsOfLife(lease))
  const child = await startEditorChild({ env, secrets: readSecrets(env), log, checks, isDev })
  const app = await operatorServer({
    readiness: checks,
    trustedProxies: env.trustedProxies,
    logger: deliveryLogger(env.logLevel),
    others: async (scope) => {
      await scope.register(editorProxy, {
        url: child.url,
        development: isDev,
        rateLimits: { perMinute: env.rateLimit, loginsPerMinute: 20 },
      })
    },
  })
  const stop = async () => {
    await app.close()
    await child.stop()
    await lease.close()
  }
  await listenOn(app, env).catch(async (err: unknown) => {
    await stop()
    throw err
  })
  log.info(`The editor listens on port ${env.port}`)
  return { stop }
})
