import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { ErrorCode } from '../../../channels/web/graphql'
import type { ReadModel } from '../read-model'
import type { FollowUpCounts } from '../store/delivery-store'

/** A number that some part of the process keeps, asked when somebody looks. Null: not known now. */
export type Probe = {
  readonly name: `pdc_${string}`
  readonly help: string
  readonly value: () => number | null
}

/** Counts what happens. Names no client, query or item. */
export type Metrics = {
  readonly registry: Registry
  /** Counts a search that the engine did not answer. */
  readonly searchFailed: () => void
  /** Counts an answer that was given before. */
  readonly recalled: () => void
  /** Counts a request that was turned away because of how busy it was. */
  readonly shed: () => void
  /** Counts a request that was refused because its client asked too much. */
  readonly rateLimited: () => void
  /** Counts an error that a reader was given. */
  readonly failed: (code: ErrorCode) => void
  /** Notes how long a publication took from its record until readers see it here. */
  readonly published: (seconds: number) => void
}

/** Measures for operators, in a registry of this server. */
export function metrics(app: FastifyInstance): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'pdc_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const published = new Histogram({
    name: 'pdc_publication_visible_seconds',
    help: 'Time from the record of a publication until readers see it here',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30],
    registers,
  })
  const counter = (name: string, help: string) => new Counter({ name, help, registers })
  const searchFailures = counter(
    'pdc_search_failures_total',
    'Searches that were answered without the search engine',
  )
  const recalls = counter(
    'pdc_answers_recalled_total',
    'GraphQL answers given again while nothing had changed',
  )
  const shed = counter('pdc_requests_shed_total', 'Requests turned away because the server was too busy')
  const rateLimited = counter(
    'pdc_requests_rate_limited_total',
    'Requests refused because their client asked too much',
  )
  const errors = new Counter({
    name: 'pdc_errors_total',
    help: 'Errors that readers were given, by code',
    labelNames: ['code'] as const,
    registers,
  })

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    seconds.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1000)
    done()
  })
  return {
    registry,
    searchFailed: () => searchFailures.inc(),
    recalled: () => recalls.inc(),
    shed: () => shed.inc(),
    rateLimited: () => rateLimited.inc(),
    failed: (code) => errors.inc({ code }),
    published: (value) => published.observe(value),
  }
}

export function watch(registry: Registry, probes: readonly Probe[]): void {
  for (const { name, help, value } of probes) {
    const gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        const now = value()
        if (now === null) gauge.remove()
        else gauge.set(now)
      },
    })
  }
}

/** What the read model knows of itself. */
export const readModelProbes = (model: ReadModel): readonly Probe[] => [
  {
    name: 'pdc_log_position',
    help: 'Position of the publication log that is read',
    value: () => model.revision(),
  },
  {
    name: 'pdc_log_waiting',
    help: 'Publications that wait for their moment',
    value: () => model.follower.waiting(),
  },
  {
    name: 'pdc_passes_total',
    help: 'How often the publication log was looked at',
    value: () => model.follower.passes(),
  },
  {
    name: 'pdc_log_lag_seconds',
    help: 'Time since all that stands in the publication log was read',
    value: () => model.follower.lagMs() / 1000,
  },
  { name: 'pdc_record_cache_items', help: 'Records in memory', value: () => model.cache().count },
  {
    name: 'pdc_record_cache_bytes',
    help: 'Approximate size of the records in memory',
    value: () => model.cache().bytes,
  },
  {
    name: 'pdc_record_cache_hits_total',
    help: 'Records that were in memory when they were asked for',
    value: () => model.cache().hits,
  },
  {
    name: 'pdc_record_cache_misses_total',
    help: 'Records that had to be read from the database',
    value: () => model.cache().misses,
  },
]

/** How far the editor is with what follows from a change. Counted when somebody looks. */
export const followUpProbes = (counts: () => FollowUpCounts | null): readonly Probe[] => [
  {
    name: 'pdc_follow_ups_failed',
    help: 'Follow-ups of a change that ended with items which could not be published again',
    value: () => counts()?.failed ?? null,
  },
  {
    name: 'pdc_follow_ups_waiting',
    help: 'Follow-ups of a change that are not finished',
    value: () => counts()?.waiting ?? null,
  },
]
