import { LEASE_SETTINGS, type Watch, watched } from './lease'
import type { LeaseStore } from './lease-store'

/** Longer than it takes another to follow a dead leader up. */
const SILENCE_MS = 3 * LEASE_SETTINGS.ttlMs

/** A check for readiness: null while some process leads and gives signs of life, else what is missing. */
export function signsOfLife(store: Pick<LeaseStore, 'read'>, elapsedMs = () => performance.now()) {
  let watch: Watch | null = null
  return async (): Promise<string | null> => {
    watch = watched(watch, await store.read(), elapsedMs())
    const { lease, sinceMs } = watch
    if (lease?.holder == null)
      return 'no worker leads: follow-ups, planned publications and search indexes wait'
    const silentMs = elapsedMs() - sinceMs
    if (silentMs < SILENCE_MS) return null
    return `the worker ${lease.holder} has given no sign of life for ${Math.round(silentMs / 1000)} s`
  }
}
