/**
 * Traces of requests, for operators who run a collector. Loaded only when one is configured; knows routes and never
 * addresses, queries or who asks.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SearchPort } from '../../../search/port'
import { otlpExporter } from './otlp'
import type { OtlpOptions } from './otlp'
import { headerOf, newSpan, parentOf } from './span'
import type { Span } from './span'

export type Tracing = {
  /** Makes a span of each request from here on, as part of the trace of who asks, and hands it on to the editor. */
  follow(app: FastifyInstance, revision: () => number): void
  /** The same search, with a span of its own in the trace of the request. */
  search(port: SearchPort): SearchPort
  stop(): Promise<void>
}

export type TracingOptions = OtlpOptions & {
  /** Which part of the traces that begin here are kept: from 0 to 1. Those that began elsewhere are kept as it was said there. */
  readonly share: number
}

export function tracing(options: TracingOptions): Tracing {
  const exporter = otlpExporter(options)
  const current = new AsyncLocalStorage<Span>()
  const spans = new WeakMap<FastifyRequest, Span>()

  return {
    follow(app, revision) {
      app.addHook('onRequest', (request, _reply, done) => {
        const parent = parentOf(request.headers['traceparent'])
        const isKept = parent ? parent.isSampled : Math.random() < options.share
        if (!isKept) {
          done()
          return
        }
        const span = newSpan(request.method, 'server', parent)
        spans.set(request, span)
        request.headers['traceparent'] = headerOf(span)
        current.run(span, done)
      })
      // Reading a body leaves the context behind.
      app.addHook('preHandler', (request, _reply, done) => {
        const span = spans.get(request)
        if (span) current.run(span, done)
        else done()
      })
      app.addHook('onResponse', (request, reply, done) => {
        const span = spans.get(request)
        if (span) {
          const route = request.routeOptions.url ?? 'unknown'
          span.name = `${request.method} ${route}`
          span.isError = reply.statusCode >= 500
          span.attributes = {
            'http.request.method': request.method,
            'http.route': route,
            'http.response.status_code': reply.statusCode,
            'pdc.request_id': request.id,
            'pdc.revision': revision(),
          }
          exporter.end(span)
        }
        done()
      })
    },
    search: (port) => ({
      async search(query) {
        const parent = current.getStore()
        if (!parent) return port.search(query)
        const span = newSpan('search engine', 'client', parent)
        try {
          const outcome = await port.search(query)
          span.attributes = { 'pdc.hits': outcome.hits.length }
          return outcome
        } catch (error) {
          span.isError = true
          throw error
        } finally {
          exporter.end(span)
        }
      },
    }),
    stop: () => exporter.stop(),
  }
}
