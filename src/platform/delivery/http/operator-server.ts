import Fastify, { LogController } from 'fastify'
import type { FastifyInstance, FastifyPluginAsync, FastifyServerOptions } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { asRequestId, REQUEST_ID, requestNumbers } from '../../request-id'
import { logAnswers } from './log-requests'
import { watch, type Probe } from './metrics'
import { operatorRoutes } from './operator-routes'
import { inNetworks } from './own-networks'
import type { Readiness } from './readiness'

/**
 * The front of a process that serves no readers: its health and its measures, and what it passes on. A request keeps the number
 * that delivery gave it; nobody else can give one.
 */
export async function operatorServer(options: {
  readonly readiness: Readiness
  /** Networks from which measures may be read, as for delivery. */
  readonly trustedProxies: readonly string[]
  readonly logger: FastifyServerOptions['logger']
  readonly probes?: readonly Probe[]
  readonly others?: FastifyPluginAsync
}): Promise<FastifyInstance> {
  const { readiness, trustedProxies, logger, probes = [], others } = options
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  watch(registry, probes)
  const isOurs = inNetworks(trustedProxies)
  const nextNumber = requestNumbers()
  const app = Fastify({
    logger: logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers, socket }) =>
      (isOurs(socket.remoteAddress ?? '') ? asRequestId(headers[REQUEST_ID]) : null) ?? nextNumber(),
    forceCloseConnections: 'idle',
  })
  app.addHook('onRequest', async (request, reply) => {
    void reply.header(REQUEST_ID, request.id)
  })
  await app.register(operatorRoutes, { readiness, registry, isOperator: isOurs })
  if (others)
    await app.register(async (scope) => {
      logAnswers(scope)
      await scope.register(others)
    })
  return app
}
