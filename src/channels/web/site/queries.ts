/** The website's GraphQL documents. A test validates them against the public schema. */

const CARD = /* GraphQL */ `
  fragment Card on Product {
    slug
    title
    summary
  }
`

const ANSWER = /* GraphQL */ `
  fragment Answer on ChannelAnswer {
    channel
    servedFrom
    question
    short {
      text
      html
    }
    body {
      html
      text
    }
  }
`

const ORGANISATION = /* GraphQL */ `
  fragment OrganisationContact on Organisation {
    name
    contact {
      website
      phone
      email
    }
  }
`

export const HOME = /* GraphQL */ `
  query Home($locale: Locale!) {
    catalogue {
      name
    }
    themes(locale: $locale) {
      slug
      title
      parent {
        slug
      }
    }
    products(first: 60, locale: $locale) {
      totalCount
      nodes {
        ...Card
      }
    }
  }
  ${CARD}
`

export const THEME = /* GraphQL */ `
  query Theme($slug: String!, $locale: Locale!) {
    themes(locale: $locale) {
      slug
      title
      parent {
        slug
      }
    }
    products(filter: { theme: $slug }, first: 100, locale: $locale) {
      totalCount
      nodes {
        ...Card
      }
    }
  }
  ${CARD}
`

export const PRODUCT = /* GraphQL */ `
  query ProductPage($slug: String!, $locale: Locale!) {
    product(slug: $slug, locale: $locale) {
      id
      slug
      title
      summary
      languages
      revision
      contentHash
      publishedAt
      themes {
        slug
        title
      }
      image {
        url
        alt
        width
        height
      }
      organisation {
        ...OrganisationContact
      }
      serviceDesk {
        ...OrganisationContact
      }
      facts {
        key
        label
        kind
        formatted(channel: web)
      }
      sections {
        key
        title
        html
      }
      answers {
        ...Answer
      }
      requestChannels {
        kind
        label
        url
        loginMeans
        appointment
        appointmentUrl
      }
      locations {
        name
        addressText
        openingHoursText
        appointmentUrl
      }
      legalBasis {
        label
        url
      }
      parts {
        ...Card
      }
      related {
        ...Card
      }
      questions {
        slug
        question
      }
    }
  }
  ${CARD}
  ${ANSWER}
  ${ORGANISATION}
`

export const QUESTION = /* GraphQL */ `
  query QuestionPage($slug: String!, $locale: Locale!) {
    question(slug: $slug, locale: $locale) {
      id
      slug
      question
      languages
      revision
      publishedAt
      organisation {
        ...OrganisationContact
      }
      products {
        ...Card
      }
      answers {
        ...Answer
      }
    }
  }
  ${CARD}
  ${ANSWER}
  ${ORGANISATION}
`

export const SEARCH = /* GraphQL */ `
  query SearchPage($query: String!, $locale: Locale!) {
    search(query: $query, channel: web, first: 20, locale: $locale) {
      total
      took
      correctedQuery
      limited
      hits {
        kind
        slug
        title
        snippet
        organisation {
          name
        }
      }
    }
  }
`
