import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import Fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { LOCALES } from '../../../catalogue'
import { ROOT, sendProblem } from '../../../channels/rest'
import { publicSchema } from '../../../channels/web/graphql'
import type { Instant } from '../../../kernel'
import type { LogEntry } from '../../../publications'
import { limitedSearch } from '../../../search/limited-search'
import type { SearchPort } from '../../../search/port'
import { standingNames, type StandingNames } from '../../../search/standing-names'
import { withLimitedSearch } from '../../../search/with-limited-search'
import { requestNumbers } from '../../request-id'
import { loginVerifier } from '../accounts/verify-login'
import { DEFAULT_CACHE, readModel } from '../read-model'
import type { Follower, FollowerState } from '../read-model'
import { ownPages } from './clients'
import { CONNECTION_LIMITS, hearOutRefused, limitedServer } from './connection-limits'
import type { ConnectionLimits } from './connection-limits'
import type { DeliveryOptions } from './delivery-options'
import { problemAnswers, wrongAddress } from './error-pages'
import { agentGraphQL, publicGraphQL } from './graphql-routes'
import { DATA_HEADERS, PAGE_HELMET, everyAnswer, pageHeaders } from './headers'
import { LOAD_LIMITS, shedLoad } from './load-shedding'
import { logAnswers } from './log-requests'
import { media } from './media'
import { followUpProbes, metrics, readModelProbes, watch } from './metrics'
import { operatorRoutes } from './operator-routes'
import { inNetworks } from './own-networks'
import { limitClients } from './rate-limit'
import type { Check } from './readiness'
import { restEndpoint } from './rest-endpoint'

/** The log is looked at ten times a second; who has not read it for so long is not following it. */
const LONGEST_LAG_MS = 5_000

/**
 * Builds the server that readers talk to, and starts to follow the log. Does not listen yet; closing it stops the follower
 * and closes the log.
 */
export async function buildDelivery(options: DeliveryOptions): Promise<FastifyInstance> {
  const { log, login, clock, development, readiness } = options
  const limits: ConnectionLimits = { ...CONNECTION_LIMITS, ...options.connectionLimits }
  const app = Fastify({
    ...limitedServer(limits),
    logger: options.logger ?? false,
    // Fastify's own lines would hold the address of every reader; `logAnswers` writes ours.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestNumbers(),
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: wrongAddress,
  })
  app.server.maxConnections = limits.connections
  hearOutRefused(app, limits)

  const isOwnPage = ownPages(options.internalKey)
  everyAnswer(app, options)
  const counted = metrics(app)
  shedLoad(app, {
    limits: { ...LOAD_LIMITS, ...options.loadLimits },
    answerMs: limits.answerMs,
    checkMs: limits.checkMs,
    isAdmitted: isOwnPage,
    onShed: counted.shed,
  })

  const { desk, ...publicLog } = log
  const model = readModel({
    log: publicLog,
    clock,
    ownOrganisation: options.ownOrganisation,
    cache: DEFAULT_CACHE,
    onError: (err) => app.log.error({ err }, 'the publication log cannot be read'),
    onEntry: noteEntry(app.log, counted.published),
  })
  logAnswers(app, () => ({ revision: model.revision() }))
  options.tracing?.follow(app, model.revision)
  watch(counted.registry, [
    ...readModelProbes(model),
    ...followUpProbes(options.followUps ?? (() => null)),
    ...(options.probes ?? []),
  ])
  readiness.register('publications', { forReading: true }, () =>
    reasonOf(model.follower.state(), model.follower.lagMs()),
  )
  const onSearchError = (err: unknown) => {
    counted.searchFailed()
    app.log.warn({ err }, 'the search engine does not answer; searching the cards')
  }
  const names = standingNames(model, { synonyms: options.synonyms })
  const limited = limitedSearch(model, names)
  const traced = (port: SearchPort) => options.tracing?.search(port) ?? port
  const search = options.search
    ? withLimitedSearch(traced(options.search(names)), limited, { onError: onSearchError })
    : limited
  const schemaOptions = { reader: model, clock, catalogueName: options.catalogueName, search }
  const schema = publicSchema(schemaOptions)

  const onError = counted.failed
  app.setErrorHandler(problemAnswers(onError))
  await limitClients(app, {
    perMinute: options.rateLimit,
    isAdmitted: isOwnPage,
    onRefused: counted.rateLimited,
  })
  await app.register(compress, { threshold: 1_024, encodings: ['br', 'gzip'] })
  await app.register(operatorRoutes, {
    readiness,
    registry: counted.registry,
    isOperator: inNetworks(options.trustedProxies),
  })
  await app.register(publicGraphQL, {
    schema,
    development,
    state: model.state,
    items: () =>
      LOCALES.reduce(
        (sum, locale) => sum + model.count('product', locale) + model.count('question', locale),
        0,
      ),
    onRecall: counted.recalled,
    onError,
  })
  if (login) {
    const verifyLogin = loginVerifier({ ...login, nowMs: () => Date.parse(clock()) })
    const forAgents = options.deskSearch
      ? withLimitedSearch(traced(options.deskSearch(names)), limited, { onError: onSearchError })
      : search
    await app.register(agentGraphQL, {
      schemaOptions: { ...schemaOptions, search: forAgents },
      log: { desk },
      verifyLogin,
      onError,
    })
  }
  await app.register(restEndpoint, {
    prefix: ROOT,
    schema,
    catalogueName: options.catalogueName,
    onError,
  })
  const { mediaFolder, pages, others } = options
  if (mediaFolder !== null) await app.register(media, { folder: mediaFolder })
  if (pages) {
    await app.register(async (scope) => {
      await scope.register(helmet, PAGE_HELMET)
      scope.addHook('onRequest', pageHeaders)
      await scope.register(pages)
    })
  } else {
    app.setNotFoundHandler((request, reply) =>
      sendProblem(request, reply.headers(DATA_HEADERS), 'NOT_FOUND', 'There is nothing at this address.'),
    )
  }
  if (others) await app.register(others)

  app.addHook('onClose', async () => {
    await model.follower.stop()
    await log.close()
    await login?.accounts.close()
  })
  await model.follower.start()
  if (options.search) {
    const check = namesCheck(names, model.follower)
    readiness.register('names', { forReading: false }, check)
    // Looking whether they are there begins to read them, so that the first search need not wait for it.
    void check()
  }
  return app
}

/** Why searches would wait for the names of what is published, or go without them. */
function namesCheck(names: StandingNames, follower: Pick<Follower, 'state'>): Check {
  let problem = 'what the published items are called is still being read'
  return () => {
    // Names of a log that was not read yet would be those of nothing.
    if (follower.state().kind === 'starting') return problem
    const known = names()
    if (!(known instanceof Promise)) return null
    known.catch((error: unknown) => {
      problem = `what the published items are called cannot be read: ${error instanceof Error ? error.message : String(error)}`
    })
    return problem
  }
}

function reasonOf(state: FollowerState, lagMs: number): string | null {
  if (state.kind === 'starting') return 'the publication log has not been read yet'
  if (state.kind === 'failing') return `the publication log cannot be read since ${state.since}`
  return lagMs < LONGEST_LAG_MS
    ? null
    : `what is read of the publication log is ${Math.round(lagMs / 1000)} seconds behind`
}

/** Tells operators of each publication when readers see it, by its revision and not by its text. */
const noteEntry =
  (log: FastifyBaseLogger, published: (seconds: number) => void) =>
  ({ seq, kind, itemId, locale, type, effectiveFrom, recordedAt }: LogEntry, now: Instant) => {
    const seconds = Math.max(0, Date.parse(now) - Date.parse(recordedAt)) / 1000
    if (effectiveFrom <= now) published(seconds)
    log.info({ revision: seq, kind, itemId, locale, type, effectiveFrom, seconds }, 'a publication came in')
  }
