/**
 * What the REST facade asks of the public GraphQL. Each resource is the answer to one document, so that both say the same,
 * and the OpenAPI schemas are derived from these documents.
 */
const ORGANISATION = `
  fragment organisation on Organisation {
    id slug name type uri
    contact {
      website phone email
      visitingAddress { ...address }
      postalAddress { ...address }
    }
  }
  fragment address on Address { street houseNumber addition poBox postalCode city }
`

const ANSWERS = `
  fragment text on RenderedText { text html markdown }
  fragment answer on ChannelAnswer {
    channel servedFrom question
    short { ...text }
    body { ...text }
    facts { key }
    nextStep { kind label url }
    links { label url }
    handOver
  }
  fragment hours on OpeningHours {
    week { weekday spans { from to } }
    exceptions { day spans { from to } reason }
    byAppointment
  }
  fragment fact on Fact {
    id key label kind
    formatted(channel: general)
    value {
      ... on AmountValue { cents currency }
      ... on DurationValue { iso workingDays }
      ... on DateValue { day }
      ... on PhoneValue { number }
      ... on EmailValue { email }
      ... on AddressValue { address { ...address } }
      ... on UrlValue { url }
      ... on OpeningHoursValue { hours { ...hours } }
      ... on NumberValue { value unit }
      ... on DocumentsValue { items { text locale } }
      ... on TextValue { text { text locale } }
    }
    validFrom validUntil source
  }
  fragment provenance on Provenance { system sourceUrl factSources overdueFrom }
`

const LISTED_PRODUCT = `
  fragment listedProduct on Product {
    id slug title kind summary
    uniformProductNames { label uri }
    organisation { id slug name type }
    audiences
    themes { id slug title }
    locale languages revision contentHash publishedAt
  }
`

const LISTED_QUESTION = `
  fragment listedQuestion on Question {
    id slug question audiences
    organisation { id slug name type }
    themes { id slug title }
    locale languages revision contentHash publishedAt
  }
`

export const PRODUCT = `
  query Product($slug: String!, $locale: Locale, $at: DateTime) {
    product(slug: $slug, locale: $locale, at: $at) {
      id slug title kind summary
      uniformProductNames { label uri }
      organisation { ...organisation }
      serviceDesk { ...organisation }
      audiences
      themes { id slug title }
      lifeEvents { id slug title }
      facts { ...fact }
      sections { key title html text markdown }
      answers { ...answer }
      questions { id slug question }
      related { id slug title }
      parts { id slug title }
      requestChannels { kind label url loginMeans appointment appointmentUrl }
      locations {
        id name addressText openingHoursText phone appointmentUrl
        organisation { id slug name type }
        address { ...address }
        openingHours { ...hours }
      }
      image { id alt url width height sizes { width height url } }
      legalBasis { label url }
      keywords synonyms locale languages revision contentHash publishedAt reviewBy
      provenance { ...provenance }
    }
  }
  ${ORGANISATION}
  ${ANSWERS}
`

export const QUESTION = `
  query Question($slug: String!, $locale: Locale, $at: DateTime) {
    question(slug: $slug, locale: $locale, at: $at) {
      id slug question alternativeQuestions audiences
      organisation { ...organisation }
      themes { id slug title }
      products { id slug title }
      facts { ...fact }
      answers { ...answer }
      keywords locale languages revision contentHash publishedAt reviewBy
      provenance { ...provenance }
    }
  }
  ${ORGANISATION}
  ${ANSWERS}
`

export const PRODUCTS = `
  query Products($filter: ProductFilter, $first: Int, $after: String, $locale: Locale) {
    products(filter: $filter, first: $first, after: $after, locale: $locale) {
      totalCount
      nodes { ...listedProduct }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${LISTED_PRODUCT}
`

export const QUESTIONS = `
  query Questions($filter: QuestionFilter, $first: Int, $after: String, $locale: Locale) {
    questions(filter: $filter, first: $first, after: $after, locale: $locale) {
      totalCount
      nodes { ...listedQuestion }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${LISTED_QUESTION}
`

export const SEARCH = `
  query Search($q: String!, $channel: Channel, $filter: SearchFilter, $first: Int, $locale: Locale) {
    search(query: $q, channel: $channel, filter: $filter, first: $first, locale: $locale) {
      hits {
        kind id slug title snippet score
        uniformProductNames { label uri }
        organisation { id slug name type }
        answer { channel servedFrom question short { text html } }
      }
      total took correctedQuery limited searchId
      facets { name values { value label count } }
    }
  }
`

export const CHANGES = `
  query Changes($after: String, $first: Int, $kinds: [ItemKind!]) {
    changes(after: $after, first: $first, kinds: $kinds) {
      totalCount
      nodes { cursor kind id slug locale revision contentHash at type }
      pageInfo { hasNextPage endCursor }
    }
  }
`
