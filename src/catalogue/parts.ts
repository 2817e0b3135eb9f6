/**
 * A circle in composite products that goes through `id`: its ids in order, beginning and ending with `id`; null when there
 * is none. Circles elsewhere below are passed by: they are refused where they are made.
 */
export function findCycle(id: string, partsOf: (id: string) => readonly string[]): readonly string[] | null {
  const seen = new Set<string>()
  // A list of paths still to follow, not recursion: a long chain must not exhaust the stack.
  const paths: (readonly string[])[] = [[id]]
  for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
    for (const part of partsOf(path.at(-1) ?? id)) {
      if (part === id) return [...path, id]
      if (seen.has(part)) continue
      seen.add(part)
      paths.push([...path, part])
    }
  }
  return null
}
