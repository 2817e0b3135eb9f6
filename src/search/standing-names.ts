import { setImmediate } from 'node:timers/promises'
import type { Locale } from '../catalogue'
import type { Card, CatalogueReader, MaybePromise } from '../publications'
import { documentKey, itemOf } from './documents'
import { lexiconOf } from './lexicon'
import { namesIndexInSteps, type NamedItem, type NamesIndex } from './names-index'
import type { SearchKind } from './port'
import { inSlices, type Steps } from './steps'
import type { SynonymEntry } from './synonyms'

/** Where the cards come from: the read model. */
export type NamesSource = Pick<CatalogueReader, 'cards' | 'isPublished' | 'revision' | 'builtAt'>
export type Names = Readonly<Record<Locale, NamesIndex>> & {
  /** Whether an item is still there: an index knows what there was when it was made. */
  readonly isPublished: (key: string, locale: Locale) => boolean
}
/** The names of what is published, per language. A promise only the first time, while nothing is known yet. */
export type StandingNames = () => MaybePromise<Names>

const KINDS: readonly SearchKind[] = ['product', 'question']
/** Changes come in bursts. */
const KEEPS_FOR_MS = 5_000
/** Of the time at most: a catalogue of a hundred thousand items takes some seconds, and readers need the processor too. */
const SHARE_OF_TIME = 0.05
/** Others wait at most so long for their turn. */
const SLICE_MS = 4
/** Words that occur no more are kept until they are this many times those that do. */
const MOST_GARBAGE = 3

/** Always the same, because other synonyms make for other names. */
const NO_SYNONYMS: readonly SynonymEntry[] = []

export type StandingNamesOptions = {
  readonly synonyms?: () => readonly SynonymEntry[]
  readonly now?: () => number
  /** Lets others have their turn. */
  readonly pause?: () => Promise<unknown>
}

/**
 * The names of what readers see now. When something changed they are made anew beside the ones in use, in slices, so that
 * nobody waits for it; every five seconds at most, and less often when making them takes long.
 */
export function standingNames(
  source: NamesSource,
  {
    synonyms = () => NO_SYNONYMS,
    now = () => performance.now(),
    pause = () => setImmediate(),
  }: StandingNamesOptions = {},
): StandingNames {
  const locales = { nl: standingIn('nl'), en: standingIn('en') }
  let known: Names | null = null
  let madeOf = ''
  let madeWith: readonly SynonymEntry[] = []
  let nextAt = Number.NEGATIVE_INFINITY
  let making: Promise<Names> | null = null

  const isPublished = (key: string, locale: Locale) => source.isPublished({ ...itemOf(key), locale })
  const make = async (): Promise<Names> => {
    const begun = now()
    try {
      const state = stateOf(source)
      const words = synonyms()
      const index = (locale: Locale) => inSlices(locales[locale](source, words), { sliceMs: SLICE_MS, pause })
      known = { nl: await index('nl'), en: await index('en'), isPublished }
      madeOf = state
      madeWith = words
      return known
    } finally {
      const took = now() - begun
      nextAt = Math.max(begun + KEEPS_FOR_MS, begun + took / SHARE_OF_TIME)
      making = null
    }
  }

  return () => {
    const isStale = stateOf(source) !== madeOf || synonyms() !== madeWith
    if (known !== null && (!isStale || now() < nextAt)) return known
    making ??= make()
    if (known === null) return making
    // Nobody waits for it: the names that are known stay in use, and it is tried again.
    making.catch(() => undefined)
    return known
  }
}

const stateOf = (source: NamesSource) => `${source.revision()} ${source.builtAt()}`

/** The index of one language, made anew only when names did change: most publications change other texts. */
function standingIn(locale: Locale) {
  let lexicon = lexiconOf(locale)
  let known = new Map<Card, NamedItem>()
  let before: readonly NamedItem[] = []
  let madeWith: readonly SynonymEntry[] = []
  let index: NamesIndex | null = null

  return function* (source: NamesSource, synonyms: readonly SynonymEntry[]): Steps<NamesIndex> {
    const byKey = new Map(before.map((item) => [item.key, item]))
    const cards = new Map<Card, NamedItem>()
    for (const kind of KINDS)
      for (const { id, card } of source.cards({ kind, locale, filter: {} })) {
        const item = known.get(card) ?? namedItem(kind, id, card)
        const same = byKey.get(item.key)
        cards.set(card, same !== undefined && isAlike(same, item) ? same : item)
      }
    known = cards
    const items = [...cards.values()]
    const isSame = items.length === before.length && items.every((item, place) => item === before[place])
    if (index !== null && isSame && synonyms === madeWith) return index
    before = items
    madeWith = synonyms
    index = yield* namesIndexInSteps(items, lexicon, synonyms)
    if (lexicon.size() > MOST_GARBAGE * Math.max(1_000, index.vocabulary.size)) lexicon = lexiconOf(locale)
    return index
  }
}

function isAlike(one: NamedItem, other: NamedItem): boolean {
  if (one === other) return true
  const texts = ({ title, labels, names }: NamedItem) => [title, String(labels.length), ...labels, ...names]
  const others = texts(other)
  return texts(one).length === others.length && texts(one).every((text, place) => text === others[place])
}

function namedItem(kind: SearchKind, id: string, card: Card): NamedItem {
  const labels = card.upn.filter((name) => !name.startsWith('http'))
  const said = new Set([card.title, ...labels])
  return {
    key: documentKey(kind, id),
    kind,
    title: card.title,
    labels,
    names: card.words.filter((name) => !said.has(name)),
  }
}
