import pino from 'pino'
import { openEditor } from './cli/open-editor'
import { instantOf } from './kernel'
import { deliveryLogger, operatorServer, readiness } from './platform/delivery/http'
import { startSearch } from './platform/delivery/search-part'
import { openStore } from './platform/delivery/store/open-store'
import { publishingParts, startEditorWork, stopEditorWork } from './platform/editor'
import { processEnv } from './platform/env'
import { leaseKeeper, leaseStoreOf, nodeName, signsOfLife } from './platform/lease'
import { listenOn, runUntilStopped, type Running } from './platform/running'
import { readSecrets } from './platform/secrets'

/**
 * Composition root of the role `worker`: what the catalogue does by itself. Start as many as you like: one leads, and the
 * others stand by with everything loaded.
 */
const env = processEnv()
const log = pino({ level: 'info', base: null })

await runUntilStopped(log, async (): Promise<Running> => {
  const checks = readiness()
  const store = openStore(env.databaseUrl)
  const { payload } = await openEditor(env.logLevel)
  const lease = leaseStoreOf(env)
  checks.register('worker', { forReading: false }, signsOfLife(lease))
  const search = await startSearch({
    env,
    secrets: readSecrets(env),
    log,
    clock: () => instantOf(new Date()),
    checks,
    lease,
    logReader: store.logReader,
    loadSynonyms: store.loadSynonyms,
  })
  let leads = false
  startEditorWork(payload, publishingParts(env), (onChange) =>
    leaseKeeper({
      store: lease,
      node: nodeName(env),
      onChange: async (leadership) => {
        leads = leadership !== null
        log.info({ term: leadership?.term }, leads ? 'this worker leads' : 'this worker stands by')
        await Promise.all([onChange(leadership), search.lead(leadership)])
      },
      onError: (err) => log.error({ err }, 'the lease cannot be kept; trying again'),
    }),
  )
  const app = await operatorServer({
    readiness: checks,
    trustedProxies: env.trustedProxies,
    logger: deliveryLogger(env.logLevel),
    probes: [
      { name: 'pdc_worker_leads', help: '1 while this worker leads', value: () => (leads ? 1 : 0) },
      ...search.probes,
    ],
  })
  const stop = async () => {
    await app.close()
    await stopEditorWork()
    await search.stop()
    await store.close()
    await lease.close()
    await payload.destroy()
  }
  await listenOn(app, env).catch(async (err: unknown) => {
    await stop()
    throw err
  })
  log.info(`The worker shows its health on port ${env.port}`)
  return { stop }
})
