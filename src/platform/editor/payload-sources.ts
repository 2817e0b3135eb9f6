import { type ItemKind, type Locale } from '../../catalogue'
import { draftStates } from './draft-states'
import { loadWorlds } from './load-world'
import type { ItemRef } from './publication-store'
import { isPublic } from './public-row'
import { idOf, inLocale, isTrue, localizedText, type Row } from './raw-row'
import { latestRows, rowsById, savedAsDraft } from './raw-rows'
import { type LoadedItem, refKey, type SourceLoader } from './source-loader'
import { ITEM_TABLES, type ItemTable, TABLES, titledLocales } from './tables'

/** Reads items and their surroundings from Payload's tables. */
export const payloadSources = (settings: { readonly basePath: string }): SourceLoader => ({
  published: (refs, scope) =>
    load(refs, (kind, ids) => rowsById(ITEM_TABLES[kind].collection, ids, scope), publicLocales),
  latest: (refs, scope) =>
    load(refs, (kind, ids) => latestRows(ITEM_TABLES[kind].collection, ids, scope), titledLocales),
  hasUnpublishedChange: async ({ kind, id }, scope) => {
    const collection = TABLES[kind]
    const [main] = await rowsById(collection, [id], scope)
    return main !== undefined && isPublic(main) && (await savedAsDraft(collection, id, scope))
  },
  draftStates,
  worlds: (items, scope) => loadWorlds(items, settings.basePath, scope),
})

async function load(
  refs: readonly ItemRef[],
  read: (kind: ItemKind, ids: readonly string[]) => Promise<readonly Row[]>,
  localesOf: (row: Row, kind: ItemTable) => readonly Locale[],
): Promise<ReadonlyMap<string, LoadedItem>> {
  const items = new Map<string, LoadedItem>()
  for (const kind of new Set(refs.map((ref) => ref.kind))) {
    const ids = refs.filter((ref) => ref.kind === kind).map((ref) => ref.id)
    for (const row of await read(kind, ids)) {
      const item = itemOf(kind, row, localesOf)
      if (item !== null) items.set(refKey(item.ref), item)
    }
  }
  return items
}

function itemOf(
  kind: ItemKind,
  row: Row,
  localesOf: (row: Row, kind: ItemTable) => readonly Locale[],
): LoadedItem | null {
  const id = idOf(row)
  if (id === null) return null
  const { titleField, source } = ITEM_TABLES[kind]
  const title = localizedText(row[titleField])
  const locales = localesOf(row, ITEM_TABLES[kind])
  return {
    ref: { kind, id },
    name: title.nl ?? title.en ?? id,
    sources: new Map(locales.map((locale) => [locale, source(row, locale)])),
  }
}

function publicLocales(row: Row, kind: ItemTable): readonly Locale[] {
  if (!isPublic(row)) return []
  return titledLocales(row, kind).filter((locale) => !isTrue(inLocale(row['withheld'], locale)))
}
