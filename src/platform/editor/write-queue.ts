/** The right to write. */
export type Turn = {
  /** Ends it, once; a second call does nothing. */
  release(): void
  /** Says that the writer is still at work. */
  alive(): void
}

/** Lets one writer at a time go on, in the order in which they asked. */
export type WriteQueue = {
  /**
   * Waits for the turn, however long the queue, as long as whoever has the turn gives signs of life. One that is silent for
   * longer than the limit is called off with `abandon`, which must release its turn; and those who waited as long get a
   * WriteWaitError, because one of them may be what the silent one waits for.
   */
  turn(abandon: (error: WriteWaitError) => void): Promise<Turn>
}

/** The writer in front did not end. Nothing was written by the one who waited, nor by the one in front. */
export class WriteWaitError extends Error {
  override readonly name = 'WriteWaitError'

  constructor(silentMs: number) {
    super(
      `A write to the database did nothing for ${silentMs} ms while others waited for it. The likely cause: a hook wrote ` +
        'without passing `req`, so that it waits for its own transaction.',
    )
  }
}

type Waiter = {
  readonly since: number
  readonly abandon: (error: WriteWaitError) => void
  readonly go: (turn: Turn) => void
  readonly giveUp: (error: WriteWaitError) => void
}
type Holder = { aliveAt: number; readonly abandon: (error: WriteWaitError) => void }

export function writeQueue({ silenceLimitMs }: { readonly silenceLimitMs: number }): WriteQueue {
  let waiting: Waiter[] = []
  let holder: Holder | null = null
  let watch: NodeJS.Timeout | undefined

  const grant = (waiter: Waiter) => {
    const mine: Holder = { aliveAt: Date.now(), abandon: waiter.abandon }
    holder = mine
    waiter.go({
      alive() {
        mine.aliveAt = Date.now()
      },
      release() {
        if (holder !== mine) return
        holder = null
        const next = waiting.shift()
        if (next !== undefined) grant(next)
      },
    })
  }

  const keepWatch = () => {
    clearTimeout(watch)
    const [first] = waiting
    if (first === undefined || holder === null) return
    const leftMs = Math.max(holder.aliveAt, first.since) + silenceLimitMs - Date.now()
    if (leftMs > 0) {
      watch = setTimeout(keepWatch, leftMs)
      return
    }
    const error = new WriteWaitError(silenceLimitMs)
    const latest = Date.now() - silenceLimitMs
    const late = waiting.filter((waiter) => waiter.since <= latest)
    waiting = waiting.filter((waiter) => waiter.since > latest)
    for (const waiter of late) waiter.giveUp(error)
    holder.abandon(error)
    keepWatch()
  }

  return {
    turn: (abandon) =>
      new Promise((go, giveUp) => {
        const waiter: Waiter = { since: Date.now(), abandon, go, giveUp }
        if (holder === null) return grant(waiter)
        waiting.push(waiter)
        if (waiting.length === 1) keepWatch()
      }),
  }
}
