import type { ItemKind, Locale } from '../../../catalogue'
import type { Clock } from '../../../kernel'
import { FIRST_CHANGE, whenReady } from '../../../publications'
import type { CardFilter, CatalogueReader, MaybePromise, Published, RecordOf } from '../../../publications'
import { filterOf, firstOf, itemKeyOf, kindNameOf, kindOf, momentOf } from './arguments'
import type { ChangeArguments, ItemArguments, ListArguments, OrganisationArguments } from './arguments'
import type { Resolvers } from './attach-resolvers'
import { changeCursorOf, changePositionOf, listCursorOf, listPositionOf } from './cursor'
import { lifeEventView, locationOf, productView, questionView, themeView } from './views'

export type QueryResolverOptions = {
  readonly reader: CatalogueReader
  readonly clock: Clock
  readonly catalogueName: string
}

const STANDARD: Locale = 'nl'
const EVERYTHING = Number.MAX_SAFE_INTEGER

/** The fields of `Query`, without `search`. */
export function queryResolvers({ reader, clock, catalogueName }: QueryResolverOptions): Resolvers {
  const all = <K extends ItemKind>(
    kind: K,
    locale: Locale,
  ): MaybePromise<readonly Published<RecordOf<K>>[]> =>
    whenReady(reader.page({ kind, locale, filter: {}, first: EVERYTHING, after: null }), ({ items }) =>
      items.map(({ published }) => published),
    )

  const connection = <K extends ItemKind, V>(
    kind: K,
    view: (published: Published<RecordOf<K>>) => V,
    { filter, first, after, locale }: ListArguments,
  ) => {
    const language = locale ?? STANDARD
    const conditions: CardFilter = filterOf(filter)
    const page = reader.page({
      kind,
      locale: language,
      filter: conditions,
      first: firstOf(first, 20),
      after: after == null ? null : listPositionOf(kind, language, after),
    })
    return whenReady(page, ({ total, items, hasNext }) =>
      connectionOf(
        items.map(({ published, position }) => ({ node: view(published), position })),
        (position) => listCursorOf(kind, language, position),
        { totalCount: total, hasNext },
      ),
    )
  }

  return {
    Query: {
      product: (_source: unknown, { locale, at, ...keys }: ItemArguments) =>
        whenReady(
          reader.find({
            kind: 'product',
            locale: locale ?? STANDARD,
            by: itemKeyOf(keys, '`id`, `slug` and `upn`'),
            at: momentOf(at, clock()),
          }),
          (found) => found && productView(found),
        ),
      question: (_source: unknown, { locale, at, ...keys }: ItemArguments) =>
        whenReady(
          reader.find({
            kind: 'question',
            locale: locale ?? STANDARD,
            by: itemKeyOf(keys, '`id` and `slug`'),
            at: momentOf(at, clock()),
          }),
          (found) => found && questionView(found),
        ),
      products: (_source: unknown, given: ListArguments) => connection('product', productView, given),
      questions: (_source: unknown, given: ListArguments) => connection('question', questionView, given),
      themes: (_source: unknown, { locale }: ListArguments) =>
        whenReady(all('theme', locale ?? STANDARD), (found) => found.map(themeView)),
      lifeEvents: (_source: unknown, { locale }: ListArguments) =>
        whenReady(all('lifeEvent', locale ?? STANDARD), (found) => found.map(lifeEventView)),
      organisations: (_source: unknown, { type, locale }: OrganisationArguments) =>
        whenReady(all('organisation', locale ?? STANDARD), (found) =>
          found
            .filter(({ record }) => type == null || record.type === type)
            .map(({ record, at }) => ({ ...record, at })),
        ),
      locations: (_source: unknown, { locale }: ListArguments) =>
        whenReady(all('location', locale ?? STANDARD), (found) =>
          found.map(({ record, at }) => locationOf(record, record.locale, at)),
        ),
      changes: async (_source: unknown, { after, first, kinds }: ChangeArguments) => {
        const limit = firstOf(first, 100)
        const wanted = [...new Set((kinds ?? ['PRODUCT', 'QUESTION']).map(kindOf))]
        const position = after == null ? FIRST_CHANGE : changePositionOf(after)
        const found = await reader.changes({ after: position, kinds: wanted, limit: limit + 1 })
        const changes = found.slice(0, limit).map(({ entry, at, position: place }) => ({
          position: place,
          node: {
            cursor: changeCursorOf(place),
            kind: kindNameOf(entry.kind),
            id: entry.itemId,
            slug: entry.slug,
            locale: entry.locale,
            revision: entry.seq,
            contentHash: entry.contentHash,
            at,
            type: entry.type,
          },
        }))
        return connectionOf(changes, changeCursorOf, { kinds: wanted, hasNext: found.length > limit })
      },
      catalogue: () => ({ name: catalogueName, revision: reader.revision(), builtAt: reader.builtAt() }),
    },
    ChangeConnection: {
      totalCount: ({ kinds }: { readonly kinds: readonly ItemKind[] }) => reader.countChanges(kinds),
    },
    CatalogueInfo: {
      counts: (_source: unknown, { locale }: ListArguments) => countsOf(reader, locale ?? STANDARD),
    },
  }
}

/**
 * A page in the shape of a connection. Getters, so that cursors are only made when they are asked for: compiled queries read
 * properties and call no functions.
 */
function connectionOf<N, P>(
  items: readonly { readonly node: N; readonly position: P }[],
  cursorOf: (position: P) => string,
  {
    hasNext,
    ...rest
  }: { readonly hasNext: boolean; readonly totalCount?: number; readonly kinds?: readonly ItemKind[] },
) {
  return {
    ...rest,
    nodes: items.map(({ node }) => node),
    get edges() {
      return items.map(({ node, position }) => ({ cursor: cursorOf(position), node }))
    },
    get pageInfo() {
      const last = items.at(-1)
      return { hasNextPage: hasNext, endCursor: last ? cursorOf(last.position) : null }
    },
  }
}

const countsOf = (reader: CatalogueReader, locale: Locale) => ({
  products: reader.count('product', locale),
  questions: reader.count('question', locale),
  organisations: reader.count('organisation', locale),
  locations: reader.count('location', locale),
  themes: reader.count('theme', locale),
  lifeEvents: reader.count('lifeEvent', locale),
})
