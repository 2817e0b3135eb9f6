import type { Audience, Locale, OrganisationType, ProductKind } from '../catalogue'
import type { FacetName, SearchFacet } from './port'

/** A value and what to call it, kept together so that a facet can be shown without looking anything up. */
export const facetValue = (value: string, label: string): string => `${value}\u001F${label}`

/** Attributes of documents that facets are counted by. */
export const FACET_ATTRIBUTES = {
  theme: 'themeFacet',
  lifeEvent: 'lifeEventFacet',
  organisation: 'organisationFacet',
  audience: 'audiences',
  organisationType: 'organisationType',
  kind: 'productKind',
} as const satisfies Record<FacetName, string>

const NAMES: readonly FacetName[] = [
  'theme',
  'lifeEvent',
  'audience',
  'organisation',
  'organisationType',
  'kind',
]

type Label = Readonly<Record<Locale, string>>

const LABELS: Readonly<Record<Audience | OrganisationType | ProductKind, Label>> = {
  resident: { nl: 'Inwoner', en: 'Resident' },
  business: { nl: 'Ondernemer', en: 'Business' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  province: { nl: 'Provincie', en: 'Province' },
  waterBoard: { nl: 'Waterschap', en: 'Water board' },
  ministry: { nl: 'Ministerie', en: 'Ministry' },
  body: { nl: 'Uitvoeringsorganisatie', en: 'Government agency' },
  ggd: { nl: 'GGD', en: 'Public health service' },
  other: { nl: 'Andere organisatie', en: 'Other organisation' },
  product: { nl: 'Product', en: 'Product' },
  service: { nl: 'Dienst', en: 'Service' },
}
const labels = new Map<string, Label>(Object.entries(LABELS))

/** Counts per attribute and value → facets, most hits first; facets without values are left out. */
export function facetsOf(
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>,
  locale: Locale,
): readonly SearchFacet[] {
  const facets = NAMES.map((name) => ({
    name,
    values: Object.entries(counts[FACET_ATTRIBUTES[name]] ?? {})
      .map(([encoded, count]) => ({ ...decoded(encoded, locale), count }))
      .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, locale)),
  }))
  return facets.filter(({ values }) => values.length > 0)
}

function decoded(encoded: string, locale: Locale) {
  const [value = '', label] = encoded.split('\u001F')
  return { value, label: label ?? labels.get(value)?.[locale] ?? value }
}
