const LONGEST_STRETCH_MS = 20
let lastTurn = 0

/**
 * Lets requests and timers have their turn now and then. SQLite answers at once, so that a long chain of awaited statements
 * never leaves the queue of microtasks and would freeze the process for as long as it lasts.
 */
export async function letOthersRun(): Promise<void> {
  if (performance.now() - lastTurn < LONGEST_STRETCH_MS) return
  await new Promise((resume) => setImmediate(resume))
  lastTurn = performance.now()
}
