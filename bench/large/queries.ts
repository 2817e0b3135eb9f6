/** Numbers that look like chance and are always the same. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
}

const FEWEST = 2
const MOST = 7

/** Queries of two to seven words of the catalogue: most of one item, as people ask who look for something, some of another. */
export function queriesOf(words: readonly (readonly string[])[], count: number): readonly string[] {
  const next = numbersFrom(11)
  const wordOf = (item: readonly string[]) => item[next(item.length)] ?? ''
  return Array.from({ length: count }, () => {
    const item = words[next(words.length)] ?? []
    const other = words[next(words.length)] ?? []
    const length = FEWEST + next(MOST - FEWEST + 1)
    return Array.from({ length }, (_, place) => wordOf(place > 0 && next(4) === 0 ? other : item)).join(' ')
  })
}

/** So many of a list, spread over it in no order. */
export function someOf<T>(list: readonly T[], count: number): readonly T[] {
  const next = numbersFrom(5)
  return Array.from({ length: count }, () => list[next(list.length)]).filter((item) => item !== undefined)
}

const FINE = 1_000_000

/** As people ask: the second half as often as the first, the third a third as often (Zipf). */
export function asAsked<T>(list: readonly T[], count: number): readonly T[] {
  const next = numbersFrom(3)
  // Popular ones stand anywhere in the catalogue.
  const order = someOf(list, list.length)
  const place = () => Math.floor(Math.exp((next(FINE) / FINE) * Math.log(order.length)))
  return Array.from({ length: count }, () => order[place() - 1]).filter((item) => item !== undefined)
}
