import { formatAddress, formatOpeningHours } from '../../answers'
import type { Locale, LocalizedText, LocationSource, OrganisationSource } from '../../catalogue'
import type { Card, LocationCard, OrganisationCard, TermCard, UniformProductName } from '../record'
import type { World } from './world'

/** A proper name: in the language itself, else as it is in Dutch. Empty when there is none. */
export function properName(name: LocalizedText, locale: Locale): string {
  return filled(name[locale]) ?? filled(name.nl) ?? ''
}

export function organisationCard(source: OrganisationSource, locale: Locale): OrganisationCard {
  return {
    id: source.id,
    slug: source.slug,
    name: properName(source.name, locale),
    type: source.type,
    uri: source.uri,
    contact: {
      website: source.contact.website,
      phone: source.contact.phone,
      email: source.contact.email,
      visitingAddress: source.contact.visitingAddress,
      postalAddress: source.contact.postalAddress,
    },
  }
}

/** Null when readers cannot see its organisation. */
export function locationCard(source: LocationSource, world: World, locale: Locale): LocationCard | null {
  const organisation = world.organisation(source.organisationId)
  if (organisation === undefined) return null
  return {
    id: source.id,
    name: properName(source.name, locale),
    organisation: organisationCard(organisation, locale),
    address: source.address,
    addressText: formatAddress(source.address, 'web', locale),
    openingHours: source.openingHours,
    openingHoursText: formatOpeningHours(source.openingHours, 'web', locale),
    phone: source.phone,
    appointmentUrl: source.appointmentUrl,
  }
}

export function locationCards(ids: readonly string[], world: World, locale: Locale): readonly LocationCard[] {
  return ids.flatMap((id) => {
    const source = world.location(id)
    const card = source === undefined ? null : locationCard(source, world, locale)
    return card === null ? [] : [card]
  })
}

/** Themes and life events that have a title in the language; the others are absent, never in another language. */
export function termCards(
  ids: readonly string[],
  term: (
    id: string,
  ) => { readonly id: string; readonly slug: string; readonly title: LocalizedText } | undefined,
  locale: Locale,
): readonly TermCard[] {
  return ids.flatMap((id) => {
    const source = term(id)
    const title = filled(source?.title[locale])
    return source === undefined || title === null ? [] : [{ id: source.id, slug: source.slug, title }]
  })
}

export function uniformProductNames(ids: readonly string[], world: World): readonly UniformProductName[] {
  return ids.flatMap((id) => {
    const entry = world.uplEntry(id)
    return entry === undefined ? [] : [{ label: entry.label, uri: entry.uri }]
  })
}

/** Ids and slugs of themes and all their ancestors, so that a filter on a theme finds what lies below it. */
export function themePath(ids: readonly string[], world: World): readonly string[] {
  const found = new Map<string, string>()
  const follow = (id: string | null) => {
    const theme = id === null ? undefined : world.theme(id)
    if (theme === undefined || found.has(theme.id)) return
    found.set(theme.id, theme.slug)
    follow(theme.parentId)
  }
  ids.forEach(follow)
  return [...found].flat()
}

/** A card with nothing on it but the title; items fill in what they have. */
export function plainCard(title: string): Card {
  return {
    title,
    productKind: null,
    isComposite: false,
    audiences: [],
    themes: [],
    lifeEvents: [],
    organisation: null,
    upn: [],
    words: [title],
    productIds: [],
  }
}

export function cardOrganisation(organisation: OrganisationCard): NonNullable<Card['organisation']> {
  return { id: organisation.id, slug: organisation.slug, type: organisation.type }
}

function filled(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text.trim()
}
