import Fastify, { LogController } from 'fastify'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { operatorRoutes } from './operator-routes'
import { inNetworks } from './own-networks'
import type { Readiness } from './readiness'

/** The front of a process that serves no readers: its health and its measures, and what it passes on. */
export async function operatorServer(options: {
  readonly readiness: Readiness
  /** Networks from which measures may be read, as for delivery. */
  readonly trustedProxies: readonly string[]
  /** Measures by name, with what they mean. */
  readonly gauges?: Readonly<Record<string, { readonly help: string; readonly value: () => number }>>
  readonly others?: FastifyPluginAsync
}): Promise<FastifyInstance> {
  const { readiness, trustedProxies, gauges = {}, others } = options
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const [name, { help, value }] of Object.entries(gauges)) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        gauge.set(value())
      },
    })
  }
  const app = Fastify({
    logger: { level: 'warn' },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  })
  await app.register(operatorRoutes, { readiness, registry, isOperator: inNetworks(trustedProxies) })
  if (others) await app.register(others)
  return app
}
