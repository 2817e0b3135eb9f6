/** The first so many of a list in order; of a long list it orders only what may be among them. */
export function firstOf<T>(list: readonly T[], most: number, compare: (a: T, b: T) => number): readonly T[] {
  if (most >= list.length) return list.toSorted(compare)
  const first: T[] = []
  for (const item of list) {
    const last = first[most - 1]
    if (last !== undefined && compare(item, last) >= 0) continue
    let [low, high] = [0, first.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = first[middle]
      if (other !== undefined && compare(other, item) <= 0) low = middle + 1
      else high = middle
    }
    first.splice(low, 0, item)
    if (first.length > most) first.pop()
  }
  return first
}
