import type { Check } from './http'

export type ProbeSettings = {
  /** How long an answer counts. Whoever asks more often gets the last one. */
  readonly keepMs?: number
  readonly withinMs?: number
  /** Failures in a row before it counts: a heavy save may keep one question waiting. */
  readonly failures?: number
}

/** A check of readiness that asks a server whether it answers, at most every few seconds. */
export function answeringCheck(
  what: string,
  url: string,
  { keepMs = 2_000, withinMs = 5_000, failures = 2 }: ProbeSettings = {},
): Check {
  let askedAt = Number.NEGATIVE_INFINITY
  let failed = 0
  let reason: string | null = null
  let asking: Promise<void> | null = null

  const ask = async () => {
    const problem = await problemAt(url, withinMs)
    askedAt = performance.now()
    failed = problem === null ? 0 : failed + 1
    reason = problem !== null && failed >= failures ? `${what} ${problem}` : null
  }
  return async () => {
    if (performance.now() - askedAt < keepMs) return reason
    asking ??= ask().finally(() => (asking = null))
    await asking
    return reason
  }
}

async function problemAt(url: string, withinMs: number): Promise<string | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) })
    await response.arrayBuffer()
    return response.ok ? null : `answers ${response.status}`
  } catch {
    return 'does not answer'
  }
}
