import type { ItemKind, Locale } from '../../../catalogue'
import type { Instant } from '../../../kernel'
import type { Card, CardFilter, ListPosition } from '../../../publications'
import { conditionOf, fold, nameKey } from './card-filter'

/** What is kept in memory of one published item in one language. */
export type Entry = {
  readonly kind: ItemKind
  readonly id: string
  readonly locale: Locale
  readonly seq: number
  readonly slug: string
  readonly contentHash: string
  readonly publishedAt: Instant
  readonly card: Card
  readonly folded: string
}

/** All published items of one kind in one language, in order of title. */
export type Shelf = {
  byId(id: string): Entry | undefined
  bySlug(slug: string): Entry | undefined
  byName(upn: string): readonly Entry[]
  questionsOf(productId: string): readonly Entry[]
  /** Puts the entries in order, which would else be done when the first list is asked for. */
  order(): void
  /** Every entry that satisfies the conditions, by title. */
  list(filter: CardFilter): readonly Entry[]
  /** Index of the first entry of a list that comes after a position. */
  after(list: readonly Entry[], position: ListPosition): number
  put(entry: Entry): void
  remove(id: string): void
  readonly count: () => number
}

const MAX_REMEMBERED_LISTS = 200

export function shelf(locale: Locale): Shelf {
  const collator = new Intl.Collator(locale, { numeric: true })
  const ids = new Map<string, Entry>()
  const slugs = multimap()
  const names = multimap()
  const products = multimap()
  let ordered: Entry[] = []
  let isOrdered = true
  const lists = new Map<string, readonly Entry[]>()

  const compare = (a: ListPosition, b: ListPosition) =>
    collator.compare(a.title, b.title) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  const placeOf = (entry: Entry): ListPosition => ({ title: entry.card.title, id: entry.id })
  const after = (list: readonly Entry[], position: ListPosition) => {
    let [low, high] = [0, list.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const entry = list[middle]
      if (entry && compare(placeOf(entry), position) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }
  const inOrder = () => {
    if (!isOrdered) {
      ordered = [...ids.values()].sort((a, b) => compare(placeOf(a), placeOf(b)))
      isOrdered = true
    }
    return ordered
  }
  const forget = (entry: Entry) => {
    if (isOrdered) ordered.splice(after(ordered, placeOf(entry)) - 1, 1)
    ids.delete(entry.id)
    slugs.remove(entry.slug, entry)
    for (const name of entry.card.upn) names.remove(nameKey(name), entry)
    for (const id of entry.card.productIds) products.remove(id, entry)
  }

  return {
    byId: (id) => ids.get(id),
    bySlug: (slug) => newest(slugs.get(slug)),
    byName: (upn) => inTitleOrder(names.get(nameKey(upn))),
    order: () => void inOrder(),
    questionsOf: (productId) => inTitleOrder(products.get(productId)),
    list(filter) {
      const condition = conditionOf(filter)
      if (!condition) return inOrder()
      const key = JSON.stringify(filter)
      const known = lists.get(key)
      if (known) return known
      const found = inOrder().filter(condition)
      if (lists.size >= MAX_REMEMBERED_LISTS) lists.clear()
      lists.set(key, found)
      return found
    },
    after,
    put(entry) {
      const before = ids.get(entry.id)
      if (before) forget(before)
      ids.set(entry.id, entry)
      slugs.add(entry.slug, entry)
      for (const name of new Set(entry.card.upn.map(nameKey))) names.add(name, entry)
      for (const id of entry.card.productIds) products.add(id, entry)
      if (isOrdered && ordered.length > 0) ordered.splice(after(ordered, placeOf(entry)), 0, entry)
      else isOrdered = false
      lists.clear()
    },
    remove(id) {
      const before = ids.get(id)
      if (!before) return
      forget(before)
      lists.clear()
    },
    count: () => ids.size,
  }

  function inTitleOrder(entries: ReadonlySet<Entry>): readonly Entry[] {
    return entries.size < 2 ? [...entries] : [...entries].sort((a, b) => compare(placeOf(a), placeOf(b)))
  }
}

export const foldedWords = (card: Card): string => fold([card.title, ...card.words].join(' '))

/** When two items stand under one slug, the one that was published last. */
function newest(entries: ReadonlySet<Entry>): Entry | undefined {
  let last: Entry | undefined
  for (const entry of entries) if (!last || entry.seq > last.seq) last = entry
  return last
}

const NONE: ReadonlySet<Entry> = new Set()

function multimap() {
  const sets = new Map<string, Set<Entry>>()
  return {
    get: (key: string): ReadonlySet<Entry> => sets.get(key) ?? NONE,
    add(key: string, entry: Entry) {
      const set = sets.get(key)
      if (set) set.add(entry)
      else sets.set(key, new Set([entry]))
    },
    remove(key: string, entry: Entry) {
      const set = sets.get(key)
      if (!set?.delete(entry)) return
      if (set.size === 0) sets.delete(key)
    },
  }
}
