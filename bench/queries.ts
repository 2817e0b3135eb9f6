/**
 * The same content asked of both: a product with what it says in four channels, with the values of the facts in it, its facts,
 * and what it belongs to.
 */

const PUBLIC_FIELDS = `
  id slug title summary kind audiences
  organisation { name type uri }
  themes { slug title }
  uniformProductNames { label uri }
  facts { key label kind validFrom validUntil value { ... on AmountValue { cents currency } } }
  general: answer(channel: general) { ...said }
  web: answer(channel: web) { ...said }
  phone: answer(channel: phone) { ...said }
  chat: answer(channel: chat) { ...said }`

const SAID = `fragment said on ChannelAnswer { channel question short { text html } body { html } }`

export const PUBLIC_DETAIL = `query ($slug: String!) { product(slug: $slug) {${PUBLIC_FIELDS} } }\n${SAID}`
export const PUBLIC_LIST = `query { products(first: 20) { totalCount nodes {${PUBLIC_FIELDS} } } }\n${SAID}`

const GENERATED_FIELDS = `
  id slug title summary kind audiences
  organisation { name type uri }
  themes { slug title }
  uplEntries { label uri }
  facts { key label kind values { validFrom validUntil amountInCents } }
  answers { channel question short(depth: 1) body(depth: 1) }`

export const GENERATED_DETAIL = `query ($slug: String!) { Products(where: { slug: { equals: $slug } }, limit: 1, locale: nl) { docs {${GENERATED_FIELDS} } } }`
export const GENERATED_LIST = `query { Products(limit: 20, sort: "title", locale: nl) { totalDocs docs {${GENERATED_FIELDS} } } }`
