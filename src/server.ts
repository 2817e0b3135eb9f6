import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import pino from 'pino'
import { site } from './channels/web/site'
import { instantOf } from './kernel'
import { startEditorChild } from './platform/delivery/editor-child'
import { editorProxy } from './platform/delivery/editor-proxy'
import { buildDelivery, deliveryLogger, readiness } from './platform/delivery/http'
import { answeringCheck } from './platform/delivery/probe'
import { startSearch } from './platform/delivery/search-part'
import { openStore } from './platform/delivery/store/open-store'
import type { DeliveryStore } from './platform/delivery/store/delivery-store'
import { restartsOf } from './platform/delivery/supervise'
import type { Tracing } from './platform/delivery/tracing'
import { processEnv } from './platform/env'
import { leaseKeeper, leaseStoreOf, nodeName, signsOfLife } from './platform/lease'
import { allowedOrigins } from './platform/origins'
import { listenOn, runUntilStopped, StartError, type Running } from './platform/running'
import { readSecrets } from './platform/secrets'

/**
 * Delivery's composition root, for the roles `all` and `delivery`: the front that readers talk to. Loads no Payload and no
 * Next; in the role `all` the editor and the search engine are its children, and reading goes on without either.
 */
// On a machine with much memory V8 lets garbage grow to several times what is in use before it looks; records come and go.
setFlagsFromString('--heap-growing-percent=60')
const env = processEnv()
const log = pino({ level: 'info', base: null })
const isDev = process.argv.includes('--dev')

await runUntilStopped(log, async (): Promise<Running> => {
  if (env.role !== 'all' && env.role !== 'delivery')
    throw new StartError(`The role ${env.role} is another program: start dist/${env.role}.js.`)
  const development = env.env === 'development'
  const secrets = readSecrets(env)
  const clock = () => instantOf(new Date())
  const store = openStore(env.databaseUrl)
  const checks = readiness()
  const lease = leaseStoreOf(env)
  checks.register('worker', { forReading: false }, signsOfLife(lease))
  const child = env.role === 'all' ? await startEditorChild({ env, secrets, log, checks, isDev }) : null
  const editor = child?.url ?? env.editorUrl
  if (child === null && editor !== null)
    checks.register('editor', { forReading: false }, answeringCheck('the editor', `${editor}/healthz`))
  const search = await startSearch({
    env,
    secrets,
    log,
    clock,
    checks,
    lease,
    logReader: store.logReader,
    loadSynonyms: store.loadSynonyms,
  })
  // The editor's process looks at the same lease for its part of the work.
  const keeper =
    env.role === 'all'
      ? leaseKeeper({
          store: lease,
          node: nodeName(env),
          onChange: search.lead,
          onError: (err) => log.error({ err }, 'the lease cannot be kept; trying again'),
        })
      : null
  checks.register('database', { forReading: false }, store.problem)
  const tracer = await startTracing()
  const mediaFolder = join(env.dataDir, 'media')
  mkdirSync(mediaFolder, { recursive: true })
  const internalKey = randomBytes(24).toString('base64url')
  const stylesheet = await siteStylesheet()

  const app = await buildDelivery({
    log: store.logReader(),
    login: {
      accounts: store.accounts(),
      secret: secrets.payloadSecret,
      allowedOrigins: allowedOrigins(env),
    },
    search: search.port,
    deskSearch: search.deskPort,
    synonyms: search.synonyms,
    clock,
    catalogueName: 'Antwoordcatalogus',
    ownOrganisation: await ownOrganisation(store),
    rateLimit: env.rateLimit,
    internalKey,
    trustedProxies: env.trustedProxies,
    isHttps: env.publicUrl.startsWith('https:'),
    development,
    mediaFolder,
    readiness: checks,
    logger: deliveryLogger(env.logLevel),
    tracing: tracer,
    followUps: store.followUps,
    probes: [...search.probes, ...(child ? [restartsOf(child)] : [])],
    pages: async (scope) => {
      await scope.register(site, {
        graphqlUrl: () => `http://127.0.0.1:${env.port}/graphql`,
        stylesheet,
        siteName: 'Antwoordcatalogus',
        internalKey,
      })
    },
    others:
      editor === null
        ? null
        : async (scope) => {
            await scope.register(editorProxy, {
              url: editor,
              development: isDev,
              rateLimits: { perMinute: env.rateLimit, loginsPerMinute: 20 },
            })
          },
  })

  const end = async () => {
    await app.close().catch((err: unknown) => log.error({ err }, 'closing failed'))
    await keeper?.stop()
    await search.stop()
    await tracer?.stop()
    await store.close()
    await lease.close()
    await child?.stop()
  }
  await listenOn(app, env).catch(async (err: unknown) => {
    await end()
    throw err
  })
  log.info(`Ready on ${env.publicUrl}`)
  return {
    stop: async () => {
      if (env.role === 'delivery') {
        // Proxies see it at their next look and ask another replica; until then this one answers.
        checks.drain()
        await wait(env.drainSeconds * 1000)
      }
      await end()
    },
  }
})

/** Only decides what comes first in lists, so that a database which is away at this moment need not stop the start. */
async function ownOrganisation(store: DeliveryStore): Promise<string | null> {
  try {
    return await store.ownOrganisation()
  } catch (err) {
    log.warn({ err }, 'the own organisation cannot be read; municipalities come first')
    return null
  }
}

/** Null, with nothing of it in memory, when there is no collector. */
async function startTracing(): Promise<Tracing | null> {
  if (env.traces === null) return null
  const { tracing } = await import('./platform/delivery/tracing')
  return tracing({ ...env.traces, onError: (err) => log.warn({ err }, 'traces cannot be sent') })
}

async function siteStylesheet(): Promise<string> {
  const find = createRequire(join(process.cwd(), 'package.json'))
  const parts = [
    find.resolve('@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css'),
    find.resolve('@utrecht/component-library-css/dist/html.css'),
    find.resolve('@utrecht/component-library-css/dist/index.css'),
    join(process.cwd(), 'src/channels/web/site/site.css'),
  ]
  return (await Promise.all(parts.map((part) => readFile(part, 'utf8')))).join('\n')
}
