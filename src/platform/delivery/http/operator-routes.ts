import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import type { Registry } from 'prom-client'
import { dataHeaders } from './headers'
import type { Readiness, ReadinessReport } from './readiness'

export type OperatorOptions = {
  readonly readiness: Readiness
  readonly registry: Registry
  /** Whether an address may read measures: they tell how busy we are and what we run. */
  readonly isOperator: (ip: string) => boolean
}

/** Whether the process lives, whether its parts work, and measures. */
export const operatorRoutes: FastifyPluginAsync<OperatorOptions> = async (
  app,
  { readiness, registry, isOperator },
) => {
  app.addHook('onRequest', dataHeaders)
  const unlimited = { config: { rateLimit: false, shed: false } } as const
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
  })
  app.get('/healthz', unlimited, async () => ({ status: 'alive' }))
  app.get('/readyz', unlimited, async (_request, reply) => send(reply, await readiness.report('all')))
  app.get('/readyz/read', unlimited, async (_request, reply) =>
    send(reply, await readiness.report('reading')),
  )
  app.get('/metrics', unlimited, async (request, reply) =>
    isOperator(request.ip)
      ? reply.type(registry.contentType).send(await registry.metrics())
      : reply.code(404).send({ reason: 'There is nothing at this address.' }),
  )
}

const send = (reply: FastifyReply, report: ReadinessReport) =>
  reply.code(report.ready ? 200 : 503).send(report)
