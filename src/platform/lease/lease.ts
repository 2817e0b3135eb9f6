import { instantOf, type Instant } from '../../kernel'

/**
 * Who does the catalogue's own work (follow-ups, planned publications, search indexes), as it stands in the database. A term
 * is never used twice: whatever a leader writes carries its term, and is refused once a later one has begun.
 */
export type Lease = {
  /** Null: given back. */
  readonly holder: string | null
  readonly term: number
  /** Until when the holder means to keep it, by its own clock. Changes with every sign of life. */
  readonly until: Instant
}

/** One term of one node. */
export type Leadership = { readonly holder: string; readonly term: number }

export type LeaseSettings = {
  /** How long a leader leads without a sign of life. */
  readonly ttlMs: number
  /** How often it gives one. */
  readonly beatMs: number
  /** How often others look. */
  readonly pollMs: number
}

/** A dead leader is followed up within `ttlMs` and `pollMs`. */
export const LEASE_SETTINGS: LeaseSettings = { ttlMs: 7_000, beatMs: 1_000, pollMs: 500 }

/** By how much clocks of two machines may differ before one takes the other's lease for long dead. */
const CLOCK_DIFFERENCE_MS = 60_000

/** What a node has seen of the lease, and since when by its own stopwatch. */
export type Watch = { readonly lease: Lease | null; readonly sinceMs: number }

export const watched = (before: Watch | null, found: Lease | null, elapsedMs: number): Watch =>
  before !== null && isSame(before.lease, found) ? before : { lease: found, sinceMs: elapsedMs }

export type LeaseStep =
  { readonly kind: 'take' | 'renew'; readonly lease: Lease & Leadership } | { readonly kind: 'wait' }

/**
 * What a node does with the lease that it finds. A lease is free when it was given back, when it is from an earlier life of
 * this node, or when its holder gave no sign of life for `ttlMs` while this node watched: a stopwatch, because the clocks of
 * two machines differ. Only one that ended long ago is taken without watching.
 */
export function nextStep(given: {
  readonly node: string
  /** The term that this node leads; null: it does not. */
  readonly leads: Leadership | null
  readonly watch: Watch
  readonly elapsedMs: number
  readonly nowMs: number
  readonly ttlMs: number
}): LeaseStep {
  const { node, leads, watch, elapsedMs, nowMs, ttlMs } = given
  const { lease } = watch
  const kept = (term: number) => ({ holder: node, term, until: untilAfter(lease, nowMs + ttlMs) })
  if (lease === null) return { kind: 'take', lease: kept(1) }
  if (leads !== null && lease.holder === leads.holder && lease.term === leads.term)
    return { kind: 'renew', lease: kept(lease.term) }
  const isFree =
    lease.holder === null ||
    lease.holder === node ||
    elapsedMs - watch.sinceMs >= ttlMs ||
    Date.parse(lease.until) + CLOCK_DIFFERENCE_MS < nowMs
  return isFree ? { kind: 'take', lease: kept(lease.term + 1) } : { kind: 'wait' }
}

export const isHeldBy = (lease: Lease | null, { holder, term }: Leadership): boolean =>
  lease !== null && lease.holder === holder && lease.term === term

/** Different from the last one in any case, also when the clock was set back. */
function untilAfter(lease: Lease | null, wantedMs: number): Instant {
  const last = lease === null ? 0 : Date.parse(lease.until)
  return instantOf(new Date(wantedMs === last ? wantedMs + 1 : wantedMs))
}

const isSame = (one: Lease | null, other: Lease | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.holder === other.holder &&
    one.term === other.term &&
    one.until === other.until)
