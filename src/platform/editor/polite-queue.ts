/** Lets writers of this process go one after the other. Gives what ends the turn; calling that again does nothing. */
export type PoliteQueue = { turn(): Promise<() => void> }

/**
 * A queue for an engine that itself lets nobody overwrite another: it only spares them the conflicts. So when the one in
 * front takes longer than the limit the next goes on without it: it may have been forgotten, or be waiting for us.
 */
export function politeQueue({ patienceMs }: { readonly patienceMs: number }): PoliteQueue {
  let last = { begun: Promise.resolve(), ended: Promise.resolve() }
  return {
    turn: async () => {
      const before = last
      let end = () => {}
      const ended = new Promise<void>((resolve) => {
        end = resolve
      })
      const begun = before.begun.then(() => atMost(before.ended, patienceMs))
      last = { begun, ended }
      await begun
      return end
    },
  }
}

function atMost(ended: Promise<void>, limitMs: number): Promise<void> {
  return new Promise((go) => {
    const timer = setTimeout(go, limitMs)
    void ended.then(() => {
      clearTimeout(timer)
      go()
    })
  })
}
