import Fastify, { LogController } from 'fastify'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { watch, type Probe } from './metrics'
import { operatorRoutes } from './operator-routes'
import { inNetworks } from './own-networks'
import type { Readiness } from './readiness'

/** The front of a process that serves no readers: its health and its measures, and what it passes on. */
export async function operatorServer(options: {
  readonly readiness: Readiness
  /** Networks from which measures may be read, as for delivery. */
  readonly trustedProxies: readonly string[]
  readonly probes?: readonly Probe[]
  readonly others?: FastifyPluginAsync
}): Promise<FastifyInstance> {
  const { readiness, trustedProxies, probes = [], others } = options
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  watch(registry, probes)
  const app = Fastify({
    logger: { level: 'warn' },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  })
  await app.register(operatorRoutes, { readiness, registry, isOperator: inNetworks(trustedProxies) })
  if (others) await app.register(others)
  return app
}
