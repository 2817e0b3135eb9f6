import {
  addressOfStored,
  openingHoursOfStored,
  type LifeEventSource,
  type Locale,
  type LocationSource,
  ORGANISATION_TYPES,
  type OrganisationSource,
  type ThemeSource,
  type UplSource,
} from '../../catalogue'
import type { ImageCard } from '../../publications'
import {
  idOf,
  inLocale,
  localizedText,
  momentOf,
  numberOf,
  oneOf,
  richTextOf,
  type Row,
  rowOf,
  textOf,
} from './raw-row'

export function organisationSource(row: Row, locale: Locale): OrganisationSource {
  const contact = rowOf(row['contact'])
  return {
    id: idOf(row) ?? '',
    slug: textOf(row['slug']) ?? '',
    name: localizedText(row['name']),
    type: oneOf(ORGANISATION_TYPES, row['type']) ?? 'other',
    uri: textOf(row['uri']),
    contact: {
      website: textOf(contact['website']),
      phone: textOf(contact['phone']),
      email: textOf(contact['email']),
      visitingAddress: addressOfStored(contact['visitingAddress']),
      postalAddress: addressOfStored(contact['postalAddress']),
    },
    deskMemo: richTextOf(inLocale(row['deskMemo'], locale)) ?? richTextOf(row['deskMemo']),
  }
}

export function locationSource(row: Row): LocationSource {
  return {
    id: idOf(row) ?? '',
    name: localizedText(row['name']),
    organisationId: idOf(row['organisation']) ?? '',
    address: addressOfStored(row['address']) ?? { city: '' },
    openingHours: openingHoursOfStored(row['openingHours']),
    phone: textOf(row['phone']),
    appointmentUrl: textOf(row['appointmentUrl']),
  }
}

export function themeSource(row: Row): ThemeSource {
  return {
    id: idOf(row) ?? '',
    slug: textOf(row['slug']) ?? '',
    title: localizedText(row['title']),
    parentId: idOf(row['parent']),
    uri: textOf(row['uri']),
  }
}

export function lifeEventSource(row: Row): LifeEventSource {
  return {
    id: idOf(row) ?? '',
    slug: textOf(row['slug']) ?? '',
    title: localizedText(row['title']),
    uri: textOf(row['uri']),
  }
}

export function uplSource(row: Row): UplSource {
  return {
    id: idOf(row) ?? '',
    label: textOf(row['label']) ?? '',
    uri: textOf(row['uri']) ?? '',
    endedAt: momentOf(row['endedAt']),
  }
}

/** Null without the measures or the text that every picture needs. */
export function imageCard(row: Row, locale: Locale): ImageCard | null {
  const alt = localizedText(row['alt'])[locale]
  const url = fileUrl(row)
  const width = numberOf(row['width'])
  const height = numberOf(row['height'])
  if (alt === undefined || url === null || width === null || height === null) return null
  const sizes = Object.values(rowOf(row['sizes'])).flatMap((size) => {
    const made = { url: fileUrl(rowOf(size)), ...sidesOf(rowOf(size)) }
    return made.url === null || made.width === null || made.height === null
      ? []
      : [{ url: made.url, width: made.width, height: made.height }]
  })
  return {
    id: idOf(row) ?? '',
    alt,
    url,
    width,
    height,
    sizes: sizes.toSorted((a, b) => a.width - b.width),
  }
}

/** Delivery serves the files there; Payload's own address needs the editor. */
function fileUrl(row: Row): string | null {
  const name = textOf(row['filename'])
  return name === null ? null : `/media/${encodeURIComponent(name)}`
}

const sidesOf = (row: Row) => ({ width: numberOf(row['width']), height: numberOf(row['height']) })
