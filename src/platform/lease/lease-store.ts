import type { Lease } from './lease'

/** Where the lease stands. One implementation per engine; safe to use from many processes at once. */
export type LeaseStore = {
  /** As it is committed; null while there was never one. */
  read(): Promise<Lease | null>
  /** Puts `next` in its place if it still is as `expected`, in one step. False: somebody else was first. */
  swap(expected: Lease | null, next: Lease): Promise<boolean>
  close(): Promise<void>
}
