import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { boundedCache } from '../bounded-cache'
import type { CacheLimits } from '../bounded-cache'

export type AnswerMemory = {
  /** Gives the answer at once when it is known; else has it kept when it is ready. Needs the body of the request. */
  readonly recall: (request: FastifyRequest, reply: FastifyReply, done: () => void) => void
  readonly size: () => { readonly count: number; readonly bytes: number }
}

/** Of a large catalogue more is asked often. An answer about one product takes some 8 kB. */
const limitsFor = (items: number): CacheLimits => ({
  maxCount: 4_000 + Math.floor(items / 6),
  maxBytes: 48 * 1024 * 1024 + items * 1_024,
})
const TYPE = 'application/json; charset=utf-8'
/** Below this, as for all answers, compressing saves nothing. */
const WORTH_COMPRESSING = 1_024

type Encoding = 'br' | 'gzip'
/** As bytes, because answers are sent often; compressed once they were asked for again by somebody who takes that. */
type Answer = { readonly plain: Buffer; readonly compressed: Map<Encoding, Buffer> }

const compressWith: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
}

/**
 * Keeps whole answers to GraphQL queries as long as the state of the catalogue is the same, because websites ask the same few
 * queries again and again. Not kept are answers with an error, and those to a search, which has a state of its own.
 */
export function answerMemory(
  app: FastifyInstance,
  {
    state,
    items,
    onRecall,
  }: {
    readonly state: () => string
    /** How many products and questions are published. */
    readonly items: () => number
    readonly onRecall: () => void
  },
): AnswerMemory {
  let answers = boundedCache<string, Answer>(limitsFor(items()))
  const keyOf = keys()
  const compressing = new WeakSet<Answer>()
  let answeredFrom = state()
  const pending = new WeakMap<FastifyRequest, { readonly key: string; readonly state: string }>()

  const current = () => {
    const now = state()
    if (now !== answeredFrom) answers = boundedCache(limitsFor(items()))
    answeredFrom = now
    return answers
  }
  app.addHook('onSend', (request, reply, payload, done) => {
    const asked = pending.get(request)
    const isWhole = typeof payload === 'string' && reply.statusCode === 200 && !payload.includes('"errors":[')
    // What was read while the catalogue changed may be of before or after.
    if (asked && isWhole && asked.state === state()) {
      const answer: Answer = { plain: Buffer.from(payload), compressed: new Map() }
      current().set(asked.key, answer, bytesOf(asked.key, answer))
    }
    done(null, payload)
  })

  /** Beside the answer that is given now; the next one who asks gets it. */
  const compress = async (key: string, answer: Answer, encoding: Encoding) => {
    if (compressing.has(answer)) return
    compressing.add(answer)
    try {
      answer.compressed.set(encoding, await compressWith[encoding](answer.plain))
      if (current().get(key) === answer) current().set(key, answer, bytesOf(key, answer))
    } finally {
      compressing.delete(answer)
    }
  }

  return {
    recall(request, reply, done) {
      const key = keyOf(request)
      const known = key === null ? undefined : current().get(key)
      if (known !== undefined) {
        onRecall()
        void reply.type(TYPE)
        const encoding = known.plain.length < WORTH_COMPRESSING ? null : encodingFor(request)
        const compressed = encoding && known.compressed.get(encoding)
        if (compressed) {
          void reply.header('content-encoding', encoding).header('vary', 'accept-encoding').send(compressed)
          return
        }
        // Without it the answer goes out as it is, or compressed for this once.
        if (encoding && key !== null) compress(key, known, encoding).catch(() => undefined)
        void reply.send(known.plain)
        return
      }
      if (key !== null) pending.set(request, { key, state: state() })
      done()
    },
    size: () => answers.size(),
  }
}

const bytesOf = (key: string, { plain, compressed }: Answer): number =>
  [...compressed.values()].reduce((sum, { length }) => sum + length, 2 * key.length + plain.length)

/**
 * What who asks takes, when they say so plainly. Not for GET: its ETag is made of the text, and who asks with it gets no text at
 * all.
 */
function encodingFor({ method, headers }: FastifyRequest): Encoding | null {
  const accepted = headers['accept-encoding']
  if (method !== 'POST' || typeof accepted !== 'string' || accepted.includes(';')) return null
  const names = accepted.split(',').map((name) => name.trim())
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null
}

/** Texts of queries are long and few: in keys their numbers stand for them, which are never used again. */
const TEXT_LIMITS: CacheLimits = { maxCount: 8_000, maxBytes: 16 * 1024 * 1024 }

/** The query with all that decides its answer; null when the answer must not be kept. */
function keys(): (request: FastifyRequest) => string | null {
  const numbers = boundedCache<string, number>(TEXT_LIMITS)
  let last = 0
  const numberOf = (text: string): number => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    last += 1
    numbers.set(text, last, 2 * text.length)
    return last
  }
  return ({ method, query, body, headers }) => {
    const asked = method === 'GET' ? query : body
    if (typeof asked !== 'object' || asked === null || headers['x-query-cost'] !== undefined) return null
    const text: unknown = Reflect.get(asked, 'query')
    if (typeof text !== 'string' || /\bsearch\b/.test(text)) return null
    return JSON.stringify([
      numberOf(text),
      Reflect.get(asked, 'variables'),
      Reflect.get(asked, 'operationName'),
    ])
  }
}
