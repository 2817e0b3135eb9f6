import { now } from './span'
import type { Span } from './span'

export type OtlpOptions = {
  /** Address of a collector, to which `/v1/traces` is added. */
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
  readonly everyMs?: number
  /** Hears of the first failure of each row of failures. */
  readonly onError: (error: unknown) => void
}

export type Exporter = {
  /** Notes that a span ended now. */
  end(span: Span): void
  /** Sends what is left. */
  stop(): Promise<void>
}

const EVERY_MS = 5_000
const WITHIN_MS = 10_000
/** What comes on top is dropped: traces must never fill the memory while the collector is away. */
const MOST_WAITING = 4_096

/** Sends spans to a collector over OTLP/HTTP in JSON, in batches, beside the requests. */
export function otlpExporter({
  endpoint,
  headers,
  serviceName,
  everyMs = EVERY_MS,
  onError,
}: OtlpOptions): Exporter {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`
  let waiting: object[] = []
  let sending: Promise<void> = Promise.resolve()
  let isFailing = false

  const send = async () => {
    if (waiting.length === 0) return
    const spans = waiting
    waiting = []
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(requestOf(spans, serviceName)),
        signal: AbortSignal.timeout(WITHIN_MS),
      })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`The collector of traces answered ${response.status}`)
      isFailing = false
    } catch (error) {
      if (!isFailing) onError(error)
      isFailing = true
    }
  }
  const next = () => {
    sending = sending.then(send)
    return sending
  }
  const timer = setInterval(() => void next(), everyMs)
  timer.unref()

  return {
    end(span) {
      if (waiting.length < MOST_WAITING) waiting.push(endedSpan(span))
    },
    async stop() {
      clearInterval(timer)
      await next()
    },
  }
}

const KIND: Readonly<Record<Span['kind'], number>> = { server: 2, client: 3 }
const ERROR = 2

const endedSpan = ({ traceId, spanId, parentId, kind, name, beganAt, attributes, isError }: Span) => ({
  traceId,
  spanId,
  ...(parentId !== null && { parentSpanId: parentId }),
  name,
  kind: KIND[kind],
  startTimeUnixNano: String(beganAt),
  endTimeUnixNano: String(now()),
  attributes: attributesOf(attributes),
  ...(isError && { status: { code: ERROR } }),
})

const requestOf = (spans: readonly object[], serviceName: string) => ({
  resourceSpans: [
    {
      resource: { attributes: attributesOf({ 'service.name': serviceName }) },
      scopeSpans: [{ scope: { name: 'delivery' }, spans }],
    },
  ],
})

const attributesOf = (attributes: Readonly<Record<string, string | number>>) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }))
