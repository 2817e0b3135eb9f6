import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import { loggedError } from '../../logged-error'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/**
 * How delivery logs: one JSON object per line, with the number of the request. Never with an address, a query or a header of
 * who asks, whatever a library hands to the log.
 */
export const deliveryLogger = (level: LogLevel, stream?: { write(line: string): void }) =>
  ({
    level,
    base: null,
    ...(stream && { stream }),
    serializers: {
      req: (request) => ({ method: request.method, route: request.routeOptions?.url }),
      res: (reply) => ({ statusCode: reply.statusCode }),
      err: loggedError,
    },
  }) satisfies FastifyServerOptions['logger']

/** One line per answer, by its route and not by its address; `more` says what it was made from. */
export function logAnswers(app: FastifyInstance, more: () => object = () => ({})): void {
  // Asked once: a hook costs something for every request.
  if (!isLogged(app.log, 'info')) return
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...more(),
      },
      'answered',
    )
    done()
  })
}

const isLogged = (log: object, level: LogLevel): boolean => {
  const ask: unknown = Reflect.get(log, 'isLevelEnabled')
  return typeof ask === 'function' && ask.call(log, level) === true
}
