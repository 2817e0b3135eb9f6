import { randomBytes } from 'node:crypto'

/** What a request or a part of it did, and how long it took. */
export type Span = {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string | null
  readonly kind: 'server' | 'client'
  readonly beganAt: bigint
  name: string
  attributes: Readonly<Record<string, string | number>>
  isError: boolean
}

/** Where a trace comes from, after W3C Trace Context. */
export type TraceParent = {
  readonly traceId: string
  readonly spanId: string
  readonly isSampled: boolean
}

const NOTHING = /^0+$/

/** Reads the header `traceparent`; null when there is none that can be used. */
export function parentOf(header: unknown): TraceParent | null {
  if (typeof header !== 'string') return null
  const [, version, traceId = '', spanId = '', flags = ''] =
    /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-.*)?$/.exec(header) ?? []
  if (version === undefined || version === 'ff' || NOTHING.test(traceId) || NOTHING.test(spanId)) return null
  return { traceId, spanId, isSampled: (parseInt(flags, 16) & 1) === 1 }
}

export const headerOf = ({ traceId, spanId }: Pick<Span, 'traceId' | 'spanId'>): string =>
  `00-${traceId}-${spanId}-01`

export const newSpan = (
  name: string,
  kind: Span['kind'],
  parent: Pick<TraceParent, 'traceId' | 'spanId'> | null,
): Span => ({
  traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
  spanId: randomBytes(8).toString('hex'),
  parentId: parent?.spanId ?? null,
  kind,
  name,
  beganAt: now(),
  attributes: {},
  isError: false,
})

/** Nanoseconds since 1970. */
export const now = (): bigint =>
  BigInt(Math.round((performance.timeOrigin + performance.now()) * 1_000)) * 1_000n
