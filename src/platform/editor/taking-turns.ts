/**
 * Whose turn it is among those that wait: of those that had theirs longest ago the first in the queue. So a short one is done
 * while a long one goes on, and neither waits for ever. Who is new counts as having had a turn just now.
 */
export function takingTurns<T extends { readonly id: string }>(): (waiting: readonly T[]) => T | undefined {
  let lastTurns = new Map<string, number>()
  let turn = 0
  return (waiting) => {
    lastTurns = new Map(waiting.map(({ id }) => [id, lastTurns.get(id) ?? turn]))
    const lastOf = ({ id }: T) => lastTurns.get(id) ?? turn
    const [next] = waiting.toSorted((a, b) => lastOf(a) - lastOf(b))
    turn += 1
    if (next) lastTurns.set(next.id, turn)
    return next
  }
}
