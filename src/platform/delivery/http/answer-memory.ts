import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { boundedCache } from '../bounded-cache'
import type { CacheLimits } from '../bounded-cache'

export type AnswerMemory = {
  /** Gives the answer at once when it is known; else has it kept when it is ready. Needs the body of the request. */
  readonly recall: (request: FastifyRequest, reply: FastifyReply, done: () => void) => void
  readonly size: () => { readonly count: number; readonly bytes: number }
}

const LIMITS: CacheLimits = { maxCount: 4_000, maxBytes: 64 * 1024 * 1024 }
const TYPE = 'application/json; charset=utf-8'

/**
 * Keeps whole answers to GraphQL queries as long as the state of the catalogue is the same, because websites ask the same few
 * queries again and again. Not kept are answers with an error, and those to a search, which has a state of its own.
 */
export function answerMemory(
  app: FastifyInstance,
  { state, onRecall }: { readonly state: () => string; readonly onRecall: () => void },
): AnswerMemory {
  let answers = boundedCache<string, Buffer>(LIMITS)
  let answeredFrom = state()
  const pending = new WeakMap<FastifyRequest, { readonly key: string; readonly state: string }>()

  const current = () => {
    const now = state()
    if (now !== answeredFrom) answers = boundedCache(LIMITS)
    answeredFrom = now
    return answers
  }
  app.addHook('onSend', (request, reply, payload, done) => {
    const asked = pending.get(request)
    const isWhole = typeof payload === 'string' && reply.statusCode === 200 && !payload.includes('"errors":[')
    // What was read while the catalogue changed may be of before or after.
    if (asked && isWhole && asked.state === state()) {
      // As bytes: they are sent often, and need be encoded once.
      const bytes = Buffer.from(payload)
      current().set(asked.key, bytes, 2 * asked.key.length + bytes.length)
    }
    done(null, payload)
  })

  return {
    recall(request, reply, done) {
      const key = keyOf(request)
      const known = key === null ? undefined : current().get(key)
      if (known !== undefined) {
        onRecall()
        void reply.type(TYPE).send(known)
        return
      }
      if (key !== null) pending.set(request, { key, state: state() })
      done()
    },
    size: () => answers.size(),
  }
}

/** The query with all that decides its answer; null when the answer must not be kept. */
function keyOf({ method, query, body, headers }: FastifyRequest): string | null {
  const asked = method === 'GET' ? query : body
  if (typeof asked !== 'object' || asked === null || headers['x-query-cost'] !== undefined) return null
  const text: unknown = Reflect.get(asked, 'query')
  if (typeof text !== 'string' || /\bsearch\b/.test(text)) return null
  return JSON.stringify([text, Reflect.get(asked, 'variables'), Reflect.get(asked, 'operationName')])
}
