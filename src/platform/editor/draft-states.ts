import type { DraftState, TargetKind } from '../../../collections/ports'
import { factOfStored, ITEM_KINDS, type Locale, LOCALES } from '../../catalogue'
import { canonicalJson } from '../../kernel'
import type { Scope } from './publication-store'
import { isPublic } from './public-row'
import { idOf, inLocale, isTrue, type Row } from './raw-row'
import { latestRows, rowsById } from './raw-rows'
import { ITEM_TABLES, TABLES, titledLocales } from './tables'

/**
 * Compares what publishing would read from the latest version with what it reads from the main row. Payload's own answer is
 * whether the latest version is a draft, which it always is after one language was published (`snapshot`, 3.90.2).
 */
export async function draftStates(
  kind: TargetKind,
  ids: readonly string[],
  scope: Scope,
): Promise<ReadonlyMap<string, DraftState>> {
  const collection = TABLES[kind]
  const latest = byId(await latestRows(collection, ids, scope))
  const rows = byId(await rowsById(collection, ids, scope))
  return new Map(
    [...rows].map(([id, main]) => {
      const draft = contentsOf(kind, latest.get(id) ?? main)
      const published = isPublic(main) ? contentsOf(kind, main) : new Map<Locale, string>()
      const changed = LOCALES.filter((locale) => draft.get(locale) !== published.get(locale))
      return [id, { isPublic: isPublic(main), changed }]
    }),
  )
}

/** What one version says, per language in which it says something. */
function contentsOf(kind: TargetKind, row: Row): ReadonlyMap<Locale, string> {
  const itemKind = ITEM_KINDS.find((known) => known === kind)
  if (itemKind === undefined) return new Map([['nl', canonicalJson(factOfStored(row))]])
  const { source } = ITEM_TABLES[itemKind]
  return new Map(
    titledLocales(row, ITEM_TABLES[itemKind]).map((locale) => [
      locale,
      canonicalJson([isTrue(inLocale(row['withheld'], locale)), source(row, locale)]),
    ]),
  )
}

const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [idOf(row) ?? '', row]))
