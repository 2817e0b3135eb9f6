export type WaitingLimits = {
  /** How long one turn of the event loop may be answering before what else came in has to wait for the next. */
  readonly turnMs: number
  /** Who waited longer is refused … */
  readonly waitMs: number
  /** … once somebody has been waiting all the time for so long. Until then it may be a burst, or one heavy query. */
  readonly burstMs: number
}

export type Visitor = {
  /** When they came, in milliseconds of `performance`. */
  readonly since: number
  readonly proceed: () => void
  readonly refuse: () => void
  /** Whether who asked has hung up meanwhile. */
  readonly isGone: () => boolean
}

export type WaitingRoom = {
  /** Whether who comes now may go in without waiting. */
  isFree(now: number): boolean
  wait(visitor: Visitor): void
}

/**
 * Lets requests in at once while there is time, and else one by one in the order in which they came, refusing those for which
 * it took too long. Without it, all requests that came in meanwhile are answered within one turn of the event loop, in which
 * nothing else happens: no new connection is accepted, and nobody can be refused, because nobody is known to wait.
 */
export function waitingRoom(limits: WaitingLimits): WaitingRoom {
  const { turnMs, waitMs, burstMs } = limits
  let waiting: Visitor[] = []
  let next = 0
  let turnBegan: number | null = null
  let waitingSince: number | null = null

  const endTurn = () => {
    turnBegan = null
  }
  const beginTurn = (now: number): number => {
    if (turnBegan !== null) return turnBegan
    turnBegan = now
    setImmediate(endTurn)
    return now
  }
  const letIn = () => {
    const now = performance.now()
    const isBurst = waitingSince === null || now - waitingSince < burstMs
    let hasLetIn = false
    while (!hasLetIn && next < waiting.length) {
      const head = waiting[next]
      next += 1
      if (!head || head.isGone()) continue
      if (!isBurst && now - head.since > waitMs) head.refuse()
      else {
        head.proceed()
        hasLetIn = true
      }
    }
    if (next < waiting.length) {
      // One in each turn: what it does goes on after this, and only the next turn tells how long it took.
      setImmediate(letIn)
      return
    }
    waiting = []
    next = 0
    waitingSince = null
  }

  return {
    isFree: (now) => waitingSince === null && now - beginTurn(now) < turnMs,
    wait(visitor) {
      waiting.push(visitor)
      if (waitingSince !== null) return
      waitingSince = visitor.since
      setImmediate(letIn)
    },
  }
}
