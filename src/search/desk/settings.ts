import type { Locale } from '../../catalogue'
import { catalogueSettings, type IndexSettings } from '../settings'

/** As for the public index; agents also find by internal text, which weighs least. */
export function deskSettings(locale: Locale): IndexSettings {
  const settings = catalogueSettings(locale)
  return {
    ...settings,
    searchableAttributes: [...settings.searchableAttributes, 'deskMemo'],
  }
}
