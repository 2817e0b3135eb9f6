import { LOCALES } from '../../../catalogue'
import type { ItemKind, Locale } from '../../../catalogue'
import type { Instant } from '../../../kernel'
import { visibleFrom } from '../../../publications'
import type {
  ItemKey,
  LogEntryWithRecord,
  LogReader,
  Published,
  QuestionRecord,
  RecordOf,
} from '../../../publications'
import { isOfKind } from './record-loader'

/** Reads what counted at a moment in the past, straight from the log and outside the cache. */
export function asOfReader(log: Pick<LogReader, 'asOf'>) {
  const read = async <K extends ItemKind>(
    query: Parameters<LogReader['asOf']>[0] & { readonly kind: K },
  ): Promise<readonly Published<RecordOf<K>>[]> => {
    const published: Published<RecordOf<K>>[] = []
    for (const line of await log.asOf(query)) {
      const item = publishedAt(line, query.at)
      if (item && isOfKind(item, query.kind)) published.push(item)
    }
    return published
  }

  return {
    async find<K extends ItemKind>(query: {
      readonly kind: K
      readonly locale: Locale
      readonly by: ItemKey
      readonly at: Instant
      /** Of several items with one name the one with the least comes first. */
      readonly distance: (entry: LogEntryWithRecord['card']) => number
    }): Promise<Published<RecordOf<K>> | null> {
      const { kind, locale, by, at, distance } = query
      const lines = (await log.asOf({ kind, locale, at, ...by })).filter(({ type }) => type === 'PUBLISHED')
      const collator = new Intl.Collator(locale, { numeric: true })
      const first =
        'upn' in by
          ? lines.toSorted(
              (a, b) =>
                distance(a.card) - distance(b.card) ||
                collator.compare(a.card?.title ?? '', b.card?.title ?? '') ||
                (a.itemId < b.itemId ? -1 : 1),
            )[0]
          : lines.at(-1)
      const item = first ? publishedAt(first, at) : null
      return item && isOfKind(item, kind) ? item : null
    },
    async findMany<K extends ItemKind>(query: {
      readonly kind: K
      readonly locale: Locale
      readonly ids: readonly string[]
      readonly at: Instant
    }): Promise<readonly Published<RecordOf<K>>[]> {
      const { ids, ...rest } = query
      const found = await Promise.all(ids.map((id) => read({ ...rest, id })))
      return found.flat()
    },
    async questionsOf(query: {
      readonly productId: string
      readonly locale: Locale
      readonly at: Instant
    }): Promise<readonly Published<QuestionRecord>[]> {
      const collator = new Intl.Collator(query.locale, { numeric: true })
      const questions = await read({ kind: 'question', ...query })
      return questions.toSorted((a, b) => collator.compare(a.record.question, b.record.question))
    },
    async languagesOf({
      kind,
      id,
      at,
    }: {
      kind: ItemKind
      id: string
      at: Instant
    }): Promise<readonly Locale[]> {
      const found = await Promise.all(LOCALES.map((locale) => read({ kind, id, at, locale })))
      return LOCALES.filter((_locale, index) => (found[index]?.length ?? 0) > 0)
    },
  }
}

function publishedAt(line: LogEntryWithRecord, at: Instant): Published | null {
  const { seq: revision, contentHash, record, type } = line
  if (type !== 'PUBLISHED' || record === null) return null
  return { revision, contentHash, publishedAt: visibleFrom(line), at, record }
}
