import { type Locale } from '../../catalogue'
import { inLocale, isTrue, type Row, textOf } from './raw-row'

/** Not a draft and not trashed. A collection without drafts has no status: what is saved is public. */
export function isPublic(row: Row): boolean {
  return (row['_status'] ?? 'published') === 'published' && !isTrashed(row)
}

/** Whether readers may see it in this language, which needs a title and must not be withheld. */
export function isPublicIn(row: Row, titleField: string, locale: Locale): boolean {
  return (
    isPublic(row) &&
    textOf(inLocale(row[titleField], locale)) !== null &&
    !isTrue(inLocale(row['withheld'], locale))
  )
}

export const isTrashed = (row: Row): boolean => (row['deletedAt'] ?? null) !== null
