import {
  AUDIENCES,
  type Locale,
  LOGIN_MEANS,
  PRODUCT_KINDS,
  type ProductSource,
  type QuestionSource,
  REQUEST_CHANNELS,
} from '../../catalogue'
import { answersOf, sectionsOf, wordsOf } from './load-texts'
import {
  dayOf,
  idOf,
  idsOf,
  inLocale,
  isTrue,
  manyOf,
  momentOf,
  oneOf,
  richTextOf,
  type Row,
  rowOf,
  rowsOf,
  textOf,
} from './raw-row'

export function productSource(row: Row, locale: Locale): ProductSource {
  return {
    id: idOf(row) ?? '',
    locale,
    slug: textOf(row['slug']) ?? '',
    title: textOf(inLocale(row['title'], locale)) ?? '',
    kind: oneOf(PRODUCT_KINDS, row['kind']) ?? 'product',
    summary: textOf(inLocale(row['summary'], locale)),
    uplIds: idsOf(row['uplEntries']),
    audiences: manyOf(AUDIENCES, row['audiences']),
    organisationId: idOf(row['organisation']) ?? '',
    serviceDeskId: idOf(row['serviceDesk']),
    departmentIds: idsOf(row['departments']),
    themeIds: idsOf(row['themes']),
    lifeEventIds: idsOf(row['lifeEvents']),
    sections: sectionsOf(row['sections'], locale),
    answers: answersOf(row['answers'], locale),
    requestChannels: requestChannelsOf(row['requestChannels'], locale),
    factIds: idsOf(row['facts']),
    relatedIds: idsOf(row['related']),
    partIds: idsOf(row['parts']),
    locationIds: idsOf(row['locations']),
    imageId: idOf(row['image']),
    legalBasis: rowsOf(row['legalBasis']).flatMap((basis) => {
      const label = textOf(basis['label'])
      return label === null ? [] : [{ label, url: textOf(basis['url']) }]
    }),
    keywords: wordsOf(row['keywords'], locale),
    synonyms: wordsOf(row['synonyms'], locale),
    publishFrom: momentOf(row['publishFrom']),
    publishUntil: momentOf(row['publishUntil']),
    reviewBy: dayOf(row['reviewBy']),
    provenance: provenanceOf(row['provenance']),
    deskMemo: richTextOf(inLocale(row['deskMemo'], locale)),
  }
}

export function questionSource(row: Row, locale: Locale): QuestionSource {
  return {
    id: idOf(row) ?? '',
    locale,
    slug: textOf(row['slug']) ?? '',
    question: textOf(inLocale(row['question'], locale)) ?? '',
    alternativeQuestions: wordsOf(row['alternativeQuestions'], locale),
    audiences: manyOf(AUDIENCES, row['audiences']),
    organisationId: idOf(row['organisation']) ?? '',
    productIds: idsOf(row['products']),
    themeIds: idsOf(row['themes']),
    answers: answersOf(row['answers'], locale),
    keywords: wordsOf(row['keywords'], locale),
    publishFrom: momentOf(row['publishFrom']),
    publishUntil: momentOf(row['publishUntil']),
    reviewBy: dayOf(row['reviewBy']),
    deskMemo: richTextOf(inLocale(row['deskMemo'], locale)),
  }
}

function requestChannelsOf(field: unknown, locale: Locale): ProductSource['requestChannels'] {
  return rowsOf(inLocale(field, locale)).flatMap((row) => {
    const kind = oneOf(REQUEST_CHANNELS, row['kind'])
    if (kind === null) return []
    return [
      {
        kind,
        label: textOf(row['label']),
        url: textOf(row['url']),
        loginMeans: manyOf(LOGIN_MEANS, row['loginMeans']),
        appointment: isTrue(row['appointment']),
        appointmentUrl: textOf(row['appointmentUrl']),
      },
    ]
  })
}

function provenanceOf(field: unknown): ProductSource['provenance'] {
  const row = rowOf(field)
  const system = textOf(row['system'])
  return system === null ? null : { system, sourceUrl: textOf(row['sourceUrl']) }
}
