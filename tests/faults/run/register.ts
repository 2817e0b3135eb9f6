/**
 * One value that several write at once, some of whose writes are never answered. Knows which values may stand there: that of
 * every write which no other write is known to have followed.
 */
export type Register<Value> = {
  /** A write that begins now. Say what became of it; one that is never settled may have happened at any time since. */
  begin(value: Value): Settle
  /** What whoever looks between these two moments may see. */
  between(begun: number, ended: number): readonly Value[]
}

export type Settle = { done(): void; refused(): void }

type Write<Value> = { readonly value: Value; readonly begun: number; ended: number; isKnown: boolean }

export function register<Value>(first: Value, now: () => number = () => performance.now()): Register<Value> {
  let writes: Write<Value>[] = [{ value: first, begun: -1, ended: -1, isKnown: true }]
  return {
    begin(value) {
      const write: Write<Value> = {
        value,
        begun: now(),
        ended: Number.POSITIVE_INFINITY,
        isKnown: false,
      }
      writes.push(write)
      return {
        done() {
          write.ended = now()
          write.isKnown = true
        },
        refused() {
          writes = writes.filter((other) => other !== write)
        },
      }
    },
    between(begun, ended) {
      const isFollowed = (write: Write<Value>) =>
        writes.some((later) => later.isKnown && later.begun > write.ended && later.ended < begun)
      const possible = writes.filter((write) => write.begun <= ended && !isFollowed(write))
      return [...new Set(possible.map(({ value }) => value))]
    },
  }
}
