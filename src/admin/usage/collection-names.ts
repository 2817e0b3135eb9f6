/** What one item of a collection is called in a list of mixed items. */
export const COLLECTION_NAMES: Readonly<Record<string, string>> = {
  products: 'product',
  questions: 'vraag',
  organisations: 'organisatie',
  locations: 'locatie',
  themes: 'thema',
  'life-events': 'levensgebeurtenis',
  facts: 'feit',
  departments: 'afdeling',
  'upl-entries': 'uniforme productnaam',
  media: 'afbeelding',
}
