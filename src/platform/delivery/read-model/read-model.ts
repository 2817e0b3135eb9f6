import { LOCALES } from '../../../catalogue'
import type { ItemKind } from '../../../catalogue'
import type { Clock, Instant } from '../../../kernel'
import { whenReady } from '../../../publications'
import type { Card, CatalogueReader, LogEntry, LogReader } from '../../../publications'
import { asOfReader } from './as-of-reader'
import { followLog } from './follow-log'
import type { Follower } from './follow-log'
import type { CacheLimits } from '../bounded-cache'
import { recordLoader } from './record-loader'
import type { CacheReport } from './record-loader'

/** The part of the log that readers without a login may see. */
export type PublicLog = Omit<LogReader, 'desk' | 'close'>

export type ReadModelOptions = {
  readonly log: PublicLog
  readonly clock: Clock
  /** Id or slug of the municipality whose products come first; null: municipalities before others. */
  readonly ownOrganisation: string | null
  readonly cache: CacheLimits
  readonly onError: (error: unknown) => void
  readonly onEntry?: (entry: LogEntry, now: Instant) => void
}

export type ReadModel = CatalogueReader & {
  readonly follower: Follower
  /** Names what readers see now; another name as soon as something is other. */
  readonly state: () => string
  readonly cache: () => CacheReport
}

export const DEFAULT_CACHE: CacheLimits = { maxCount: 8_000, maxBytes: 80 * 1024 * 1024 }

/** What is published now: cards in memory, the records behind them in a bounded cache, the past from the log. */
export function readModel(options: ReadModelOptions): ReadModel {
  const { log, clock, ownOrganisation, cache, onError, onEntry } = options
  const follower = followLog({ log, clock, onError, ...(onEntry && { onEntry }) })
  const { shelf } = follower
  const { load, loadMany, report } = recordLoader(log, cache)
  const past = asOfReader(log)
  const isOwn = (card: Card | null) =>
    ownOrganisation === null
      ? card?.organisation?.type === 'municipality'
      : card?.organisation?.slug === ownOrganisation || card?.organisation?.id === ownOrganisation
  /** Of several products with one name: our own before others, the product itself before a bundle. */
  const distance = (card: Card | null) => (isOwn(card) ? 0 : 2) + (card?.isComposite ? 1 : 0)

  const isPublished: ReadModel['isPublished'] = ({ kind, id, locale }) =>
    shelf(kind, locale).byId(id) !== undefined
  const state = () => `${follower.revision()} ${follower.builtAt()}`

  // Counting looks at every line there is, so it is done once per state of the log and not once per request.
  const counts = new Map<string, Promise<number>>()
  let countedAt = ''
  const countChanges = (kinds: readonly ItemKind[]): Promise<number> => {
    if (state() !== countedAt) counts.clear()
    countedAt = state()
    const key = [...kinds].sort().join(' ')
    const count = counts.get(key) ?? log.countChanges({ until: clock(), kinds })
    counts.set(key, count)
    count.catch(() => counts.delete(key))
    return count
  }

  return {
    follower,
    state,
    cache: report,
    find({ kind, locale, by, at }) {
      if (at !== null) return past.find({ kind, locale, by, at, distance })
      const place = shelf(kind, locale)
      if ('id' in by || 'slug' in by) {
        const entry = 'id' in by ? place.byId(by.id) : place.bySlug(by.slug)
        return entry ? load(kind, entry) : null
      }
      const [entry] = place.byName(by.upn).toSorted((a, b) => distance(a.card) - distance(b.card))
      return entry ? load(kind, entry) : null
    },
    findMany({ kind, locale, ids, at }) {
      if (ids.length === 0) return []
      if (at !== null) return past.findMany({ kind, locale, ids, at })
      const place = shelf(kind, locale)
      return whenReady(
        loadMany(
          kind,
          ids.map(place.byId).filter((entry) => entry !== undefined),
        ),
        publishedOf,
      )
    },
    page({ kind, locale, filter, first, after }) {
      const place = shelf(kind, locale)
      const list = place.list(filter)
      const start = after ? place.after(list, after) : 0
      const total = list.length
      return whenReady(loadMany(kind, list.slice(start, start + first)), (loaded) => ({
        total,
        hasNext: start + first < total,
        items: loaded.map(({ entry, published }) => ({
          published,
          position: { title: entry.card.title, id: entry.id },
        })),
      }))
    },
    questionsOf({ productId, locale, at }) {
      if (at !== null) return past.questionsOf({ productId, locale, at })
      return whenReady(loadMany('question', shelf('question', locale).questionsOf(productId)), publishedOf)
    },
    languagesOf({ kind, id, at }) {
      if (at !== null) return past.languagesOf({ kind, id, at })
      return LOCALES.filter((locale) => isPublished({ kind, id, locale }))
    },
    isPublished,
    cards({ kind, locale, filter }) {
      const entries = shelf(kind, locale).list(filter)
      return entries.map(({ seq, id, slug, card }) => ({ revision: seq, id, slug, card }))
    },
    changes: (query) => log.changes({ ...query, until: clock() }),
    countChanges,
    revision: follower.revision,
    builtAt: follower.builtAt,
    count: (kind, locale) => shelf(kind, locale).count(),
  }
}

const publishedOf = <P>(loaded: readonly { readonly published: P }[]): readonly P[] =>
  loaded.map(({ published }) => published)
