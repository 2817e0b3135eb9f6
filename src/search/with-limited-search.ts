import type { SearchPort } from './port'

export type BreakerOptions = {
  /** Milliseconds; a monotonic clock. */
  readonly now?: () => number
  /** Failures in a row after which the engine is left alone for a while. */
  readonly failuresToOpen?: number
  /** How long it is left alone, in milliseconds. */
  readonly restMs?: number
  readonly onError?: (error: unknown) => void
}

/**
 * Asks the engine, and searches in a limited way while it cannot answer. After some failures in a row the engine is left
 * alone for a while, so that a dead one does not cost every reader its time limit.
 */
export function withLimitedSearch(
  engine: SearchPort,
  limited: SearchPort,
  options: BreakerOptions = {},
): SearchPort {
  const { now = () => performance.now(), failuresToOpen = 3, restMs = 1000, onError = () => {} } = options
  let failures = 0
  let restsUntil = 0

  return {
    async search(query) {
      if (now() < restsUntil) return limited.search(query)
      // While the engine is on trial one query tries it; the others do not wait for the outcome.
      if (failures >= failuresToOpen) restsUntil = now() + restMs
      try {
        const outcome = await engine.search(query)
        failures = 0
        restsUntil = 0
        return outcome
      } catch (error) {
        failures += 1
        if (failures >= failuresToOpen) restsUntil = now() + restMs
        onError(error)
        return limited.search(query)
      }
    },
  }
}
