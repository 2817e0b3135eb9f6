/** Long work in pieces: it may be put aside at every `yield`, and gives its result at the end. */
export type Steps<T> = Generator<void, T, void>

/** Does everything at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Does it in slices of about this long, and lets others have their turn in between. */
export async function inSlices<T>(
  steps: Steps<T>,
  { sliceMs, pause }: { readonly sliceMs: number; readonly pause: () => Promise<unknown> },
): Promise<T> {
  for (;;) {
    const until = performance.now() + sliceMs
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < until)
    await pause()
  }
}

/** Yields after so many pieces of work, counted over all loops that share it. */
export function pacer(every: number): () => boolean {
  let count = 0
  return () => {
    count = (count + 1) % every
    return count === 0
  }
}
