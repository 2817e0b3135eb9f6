import { ITEM_KINDS, LOCALES } from '../../../catalogue'
import type { ItemKind, Locale } from '../../../catalogue'
import type { Instant } from '../../../kernel'
import { visibleFrom } from '../../../publications'
import type { LogEntry } from '../../../publications'
import { sharedTexts } from './shared-texts'
import { foldedWords, shelf } from './shelf'
import type { Shelf } from './shelf'

/** Which line counts for every item and language, and which lines wait for their moment. Pure: knows no log and no clock. */
export type StandingItems = {
  shelf(kind: ItemKind, locale: Locale): Shelf
  /** Makes ready for readers what takes long in a large catalogue. */
  prepare(): void
  /** Takes a line in, at once or when its moment comes. Lines may come twice. */
  take(entry: LogEntry, now: Instant): void
  /** Lets lines whose moment has come take effect; gives how many did. */
  switchAt(now: Instant): number
  /** When the next line takes effect; null when none waits. */
  next(): Instant | null
  waiting(): number
}

export function standingItems(): StandingItems {
  const shelves = new Map<ItemKind, Map<Locale, Shelf>>(
    ITEM_KINDS.map((kind) => [kind, new Map(LOCALES.map((locale) => [locale, shelf(locale)]))]),
  )
  const at = (kind: ItemKind, locale: Locale): Shelf => {
    const found = shelves.get(kind)?.get(locale)
    if (!found) throw new Error(`No such kind or language: ${kind} ${locale}`)
    return found
  }
  /** Highest number that counted so far, also of what was retracted: an older line never comes back. */
  const last = new Map<string, number>()
  let ahead: LogEntry[] = []
  const aheadSeqs = new Set<number>()
  let isAheadOrdered = true
  const inOrder = () => {
    if (!isAheadOrdered) ahead.sort(byMoment)
    isAheadOrdered = true
    return ahead
  }

  const share = sharedTexts()

  const apply = (entry: LogEntry) => {
    const key = `${entry.kind} ${entry.itemId} ${entry.locale}`
    if ((last.get(key) ?? 0) >= entry.seq) return false
    last.set(key, entry.seq)
    const place = at(entry.kind, entry.locale)
    if (entry.type === 'RETRACTED' || entry.card === null) {
      place.remove(entry.itemId)
      return true
    }
    const { kind, itemId: id, locale, seq, slug, contentHash } = entry
    const card = share(entry.card)
    const publishedAt = visibleFrom(entry)
    place.put({ kind, id, locale, seq, slug, contentHash, publishedAt, card, folded: foldedWords(card) })
    return true
  }

  return {
    shelf: at,
    prepare() {
      for (const perLocale of shelves.values()) for (const each of perLocale.values()) each.order()
    },
    take(entry, now) {
      // What was not published ahead counts from its record on, also when this machine's clock lags behind.
      if (entry.effectiveFrom <= entry.recordedAt || entry.effectiveFrom <= now) {
        apply(entry)
        return
      }
      if (aheadSeqs.has(entry.seq)) return
      aheadSeqs.add(entry.seq)
      ahead.push(entry)
      isAheadOrdered = false
    },
    switchAt(now) {
      const firstLater = inOrder().findIndex(({ effectiveFrom }) => effectiveFrom > now)
      if (firstLater === 0 || ahead.length === 0) return 0
      const due = firstLater < 0 ? ahead : ahead.slice(0, firstLater)
      ahead = firstLater < 0 ? [] : ahead.slice(firstLater)
      for (const { seq } of due) aheadSeqs.delete(seq)
      return due.filter(apply).length
    },
    next: () => inOrder()[0]?.effectiveFrom ?? null,
    waiting: () => ahead.length,
  }
}

function byMoment(a: LogEntry, b: LogEntry): number {
  if (a.effectiveFrom === b.effectiveFrom) return a.seq - b.seq
  return a.effectiveFrom < b.effectiveFrom ? -1 : 1
}
