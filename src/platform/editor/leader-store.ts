import type { Leadership } from '../lease'
import type { Scope } from './publication-store'

/** This term is over: another process leads. What it was about to store was not stored. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
  constructor({ holder, term }: Leadership) {
    super(
      `${holder} leads no longer (term ${term} is over): nothing was stored. Its successor does the work.`,
    )
  }
}

/** The job was done before, by this process or another. */
export class JobDoneError extends Error {
  override readonly name = 'JobDoneError'
  constructor(jobId: string) {
    super(`Job ${jobId} was done before: nothing was stored.`)
  }
}

/**
 * What keeps the catalogue's own work from being done twice. One implementation per engine; each method takes part in the
 * transaction of the scope. Where writers overlap (MongoDB) it must write what it reads, so that two of them conflict.
 */
export type LeaderStore = {
  /** Throws LeaseLostError when a later term has begun: what an old leader still writes is refused. */
  assertLeads(leadership: Leadership, scope: Scope): Promise<void>
  /** Notes a job of Payload's queue as done, together with what it did. Throws JobDoneError when it was done already. */
  finishJob(jobId: string, scope: Scope): Promise<void>
}
