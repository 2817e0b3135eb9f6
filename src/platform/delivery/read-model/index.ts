/**
 * The read model: follows the publication log, keeps every current card in memory and records in a bounded cache.
 * Sees no agent-only text and never waits for the editor.
 */
export { DEFAULT_CACHE, readModel } from './read-model'
export type { PublicLog, ReadModel } from './read-model'
export type { Follower, FollowerState } from './follow-log'
