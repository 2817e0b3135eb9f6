/** What is asked of a server, how and for how long. Goes to the process that asks, as JSON. */
export type LoadSpec = {
  readonly url: string
  /** Asked over and over; when there are many, every connection has its share of them. */
  readonly requests: readonly Asked[]
  readonly seconds: number
  /** Ends when each was asked once, however long that takes. Needs more requests than connections. */
  readonly once?: true
  readonly connections: number
  /** So many a second, evenly; absent: as many as the server answers, each connection waiting for its answer. */
  readonly perSecond?: number
  readonly expected: number
}

export type Asked = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Times in milliseconds. */
export type Figures = {
  readonly count: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly longest: number
  /** Answers with another status, and requests without one. */
  readonly wrong: number
  /** Of those the ones that were told to come again later (503). */
  readonly refused: number
}

export function figuresOf(times: readonly number[], seconds: number, wrong: number, refused = 0): Figures {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
  return {
    count: sorted.length,
    perSecond: sorted.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    longest: at(1),
    wrong,
    refused,
  }
}
