/**
 * Attacks on `/graphql`, as data: what is sent and how it must be refused. `accepted` are those that look like one and are
 * not: they must be answered, at a small price.
 */
export type Attack = {
  readonly name: string
  readonly family: AttackFamily
  /** What is sent as JSON; a text goes out as it is. */
  readonly body: object | string
  readonly headers?: Readonly<Record<string, string>>
  /** 200 where one field is wrong and the rest of the answer is good; else 400. */
  readonly status?: 200
  readonly code: 'QUERY_TOO_DEEP' | 'QUERY_TOO_COMPLEX' | 'BAD_USER_INPUT' | 'accepted'
}

export const ATTACK_FAMILIES = [
  'depth',
  'aliases',
  'fragments',
  'list sizes',
  'introspection',
  'variables',
  'directives',
  'batches',
  'text',
  'costly fields',
] as const
export type AttackFamily = (typeof ATTACK_FAMILIES)[number]

const times = (count: number, text: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, i) => text(i)).join(between)
const nested = (depth: number) =>
  `{ product(slug: "paspoort") ${'{ related '.repeat(depth)}{ id } ${'}'.repeat(depth)} }`
const chain = (length: number, perFragment: (next: string) => string) =>
  `{ catalogue { ...f0 } } ${times(length, (i) => `fragment f${i} on CatalogueInfo { ${perFragment(`f${i + 1}`)} }`)} fragment f${length} on CatalogueInfo { name }`
const oneOf =
  (family: AttackFamily, code: Attack['code']) =>
  (name: string, query: string, variables = {}) =>
    ({ name, family, code, body: { query, variables } }) satisfies Attack

const deep = oneOf('depth', 'QUERY_TOO_DEEP')
const aliases = oneOf('aliases', 'QUERY_TOO_COMPLEX')
const fragments = oneOf('fragments', 'QUERY_TOO_COMPLEX')
const circles = oneOf('fragments', 'BAD_USER_INPUT')
const lists = oneOf('list sizes', 'QUERY_TOO_COMPLEX')
const introspection = oneOf('introspection', 'QUERY_TOO_COMPLEX')
const variables = oneOf('variables', 'BAD_USER_INPUT')
const directives = oneOf('directives', 'QUERY_TOO_COMPLEX')
const costly = oneOf('costly fields', 'QUERY_TOO_COMPLEX')
const BIG_PAGE =
  'products(first: $n) { nodes { answers { facts { id } } related { answers { facts { id } } } } }'

export const ATTACKS: readonly Attack[] = [
  deep('a circle of items, very deep', nested(60)),
  deep('a circle of items, just too deep', nested(11)),
  deep('as deep as a request can hold', nested(1_200)),
  deep(
    'deep inside a fragment',
    `{ product(slug: "paspoort") { ...f } } fragment f on Product ${'{ related '.repeat(20)}{ id }${'}'.repeat(20)}`,
  ),
  {
    ...oneOf('depth', 'QUERY_TOO_COMPLEX')('braces alone', '{a'.repeat(1_500) + '}'.repeat(1_500)),
  },
  {
    ...oneOf('depth', 'QUERY_TOO_COMPLEX')('many lists inside each other', nested(9)),
  },
  {
    ...oneOf('depth', 'BAD_USER_INPUT')(
      'a value with thousands of brackets',
      `{ products(filter: ${'['.repeat(1_900)}1${']'.repeat(1_900)}) { totalCount } }`,
    ),
  },

  aliases('a field under six hundred names', `{ ${times(600, (i) => `a${i}: catalogue { name }`)} }`),
  aliases('one field again and again', `{ catalogue { ${times(1_500, () => 'name')} } }`),
  aliases(
    'the same page under sixty names',
    `{ ${times(60, (i) => `a${i}: products(first: 100) { nodes { id facts { id } } }`)} }`,
  ),
  aliases('as many names as a request can hold', `{ ${times(3_000, (i) => `${i % 2 ? 'a' : 'b'}${i}:x`)} }`),
  aliases(
    'fields that have to be compared with each other',
    `{ ${times(490, (i) => `catalogue { a${i}: name }`)} ${times(490, (i) => `catalogue { a${i}: name }`)} }`,
  ),

  fragments(
    'fragments that double twenty times',
    chain(20, (next) => `...${next} ...${next}`),
  ),
  fragments(
    'fragments that double a hundred times',
    chain(100, (next) => `...${next} ...${next}`),
  ),
  fragments(
    'fragments that multiply by ten',
    chain(8, (next) => times(10, () => `...${next}`)),
  ),
  fragments(
    'a fragment spread a thousand times',
    `{ ${times(600, () => 'catalogue { ...f }')} } fragment f on CatalogueInfo { name }`,
  ),
  fragments(
    'inline fragments inside each other',
    `{ catalogue ${'{ ... on CatalogueInfo '.repeat(900)}{ name }${'}'.repeat(900)} }`,
  ),
  circles(
    'fragments that contain each other',
    '{ catalogue { ...a } } fragment a on CatalogueInfo { ...b } fragment b on CatalogueInfo { ...a }',
  ),
  circles(
    'a fragment that contains itself',
    '{ catalogue { ...a } } fragment a on CatalogueInfo { name ...a }',
  ),
  circles(
    'a circle of two hundred fragments',
    `{ catalogue { ...f0 } } ${times(200, (i) => `fragment f${i} on CatalogueInfo { ...f${(i + 1) % 200} }`)}`,
  ),
  circles(
    'a circle that nothing asks for',
    '{ catalogue { name } } fragment a on CatalogueInfo { ...b } fragment b on CatalogueInfo { ...a }',
  ),
  circles(
    'a circle through a field',
    '{ product(slug: "paspoort") { ...a } } fragment a on Product { related { ...a } }',
  ),
  circles(
    'hundreds of fragments that nobody uses',
    `{ catalogue { name } } ${times(300, (i) => `fragment f${i} on Product { id }`)}`,
  ),

  lists(
    'a page of pages',
    '{ products(first: 100) { nodes { related { related { related { answers { facts { id } } } } } } } }',
  ),
  lists('the size of a page in a variable', `query ($n: Int) { ${BIG_PAGE} }`, { n: 100 }),
  lists('the size of a page in the default of a variable', `query ($n: Int = 100) { ${BIG_PAGE} }`),
  lists(
    'a page of ten thousand, answers and all',
    '{ products(first: 10000) { nodes { answers { facts { id } } } } }',
  ),
  {
    ...oneOf('list sizes', 'BAD_USER_INPUT')(
      'a page larger than pages are',
      '{ products(first: 10000) { totalCount } }',
    ),
    status: 200,
  },
  {
    ...oneOf('list sizes', 'BAD_USER_INPUT')(
      'a page of less than nothing',
      '{ products(first: -1) { nodes { id } } }',
    ),
    status: 200,
  },
  lists(
    'every change ever made, many times',
    `{ ${times(100, (i) => `c${i}: changes(first: 100) { nodes { id slug } edges { node { id } } }`)} }`,
  ),

  introspection(
    'the schema, twenty times over',
    `{ ${times(20, (i) => `s${i}: __schema { types { fields { args { name } type { name } } enumValues { name } } }`)} }`,
  ),
  {
    ...oneOf('introspection', 'QUERY_TOO_DEEP')(
      'types of types of types',
      `{ __schema { types ${'{ fields { type '.repeat(9)}{ name }${'} }'.repeat(9)} } }`,
    ),
  },
  {
    ...oneOf('introspection', 'BAD_USER_INPUT')(
      'all fields of all types of all fields',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    ),
  },
  {
    ...oneOf('introspection', 'QUERY_TOO_DEEP')(
      'one type that leads to itself',
      `{ __type(name: "Product") ${'{ fields { type '.repeat(12)}{ name }${'} }'.repeat(12)} }`,
    ),
  },

  variables('a huge text in a variable that nobody asks for', 'query { catalogue { name } }', {
    unused: 'x'.repeat(70_000),
  }),
  variables('a huge text as an address', 'query ($s: String) { product(slug: $s) { id } }', {
    s: 'x'.repeat(66_000),
  }),
  {
    ...variables(
      'a text that is searched for and is too long',
      'query ($q: String!) { search(query: $q) { total } }',
      { q: 'paspoort '.repeat(5_000) },
    ),
    status: 200,
  },
  {
    name: 'thirty thousand brackets in a variable',
    family: 'variables',
    code: 'BAD_USER_INPUT',
    body: `{"query":"query ($s: String) { product(slug: $s) { id } }","variables":{"s":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`,
  },
  oneOf('variables', 'QUERY_TOO_COMPLEX')(
    'a list of thousands where one belongs',
    'query ($f: ProductFilter) { products(filter: $f) { totalCount } }',
    { f: { theme: Array.from({ length: 5_000 }, (_, i) => `t${i}`) } },
  ),
  oneOf('variables', 'QUERY_TOO_COMPLEX')(
    'thousands of wrong members',
    'query ($f: ProductFilter) { products(filter: $f) { totalCount } }',
    { f: Object.fromEntries(Array.from({ length: 4_000 }, (_, i) => [`m${i}`, i])) },
  ),
  variables('hundreds of variables', `query (${times(700, (i) => `$v${i}: Int`)}) { catalogue { name } }`),
  {
    name: 'members that change what objects are',
    family: 'variables',
    code: 'BAD_USER_INPUT',
    body: '{"query":"{ catalogue { name } }","variables":{"__proto__":{"polluted":true}}}',
  },

  directives('a flood of directives', `{ catalogue { name ${'@include(if: true) '.repeat(200)} } }`),
  directives(
    'directives on fragments',
    `{ catalogue { ${times(60, () => '... @include(if: true) { name }')} } }`,
  ),
  {
    ...oneOf('directives', 'QUERY_TOO_COMPLEX')(
      'directives that nobody knows',
      `{ catalogue { name ${times(300, (i) => `@d${i}`)} } }`,
    ),
  },
  {
    ...oneOf('directives', 'QUERY_TOO_COMPLEX')(
      'directives on the operation',
      `query ${'@a '.repeat(400)} { catalogue { name } }`,
    ),
  },

  {
    name: 'two queries in one request',
    family: 'batches',
    code: 'BAD_USER_INPUT',
    body: [{ query: '{ catalogue { name } }' }, { query: '{ catalogue { name } }' }],
  },
  {
    name: 'a thousand queries in one request',
    family: 'batches',
    code: 'BAD_USER_INPUT',
    body: Array.from({ length: 1_000 }, () => ({ query: '{ catalogue { name } }' })),
  },
  {
    name: 'hundreds of operations, one of them named',
    family: 'batches',
    code: 'BAD_USER_INPUT',
    body: {
      query: times(200, (i) => `query q${i} { catalogue { name } }`),
      operationName: 'nobody',
    },
  },

  {
    ...oneOf('text', 'QUERY_TOO_COMPLEX')(
      'forty thousand characters',
      `{ catalogue { name } } #${'x'.repeat(40_000)}`,
    ),
  },
  { ...oneOf('text', 'QUERY_TOO_COMPLEX')('very many words', `{ ${'a '.repeat(5_000)} }`) },
  {
    ...oneOf('text', 'BAD_USER_INPUT')(
      'a syntax tree instead of a text',
      JSON.stringify({ kind: 'Document', definitions: [] }),
    ),
  },
  {
    ...oneOf('text', 'BAD_USER_INPUT')(
      'hundreds of fields that are not there',
      `{ catalogue { ${times(400, (i) => `nam${i}`)} } }`,
    ),
  },
  { ...oneOf('text', 'BAD_USER_INPUT')('broken syntax', '{ catalogue { name }') },
  { ...oneOf('text', 'BAD_USER_INPUT')('a mutation', 'mutation { publish }') },
  { ...oneOf('text', 'BAD_USER_INPUT')('a subscription', 'subscription { changes { id } }') },
  {
    name: 'half of a JSON text',
    family: 'text',
    code: 'BAD_USER_INPUT',
    body: '{"query":',
  },

  costly('sixty searches at once', `{ ${times(60, (i) => `s${i}: search(query: "a${i}") { total }`)} }`),
  costly(
    'the past of ninety items at once',
    `{ ${times(90, (i) => `p${i}: product(slug: "a${i}", at: "2026-01-10T12:00:00Z") { related { questions { id } } }`)} }`,
  ),

  oneOf('depth', 'accepted')('a query of a usual depth', nested(3)),
  oneOf('aliases', 'accepted')(
    'ten products under ten names',
    `{ ${times(10, (i) => `p${i}: product(slug: "paspoort") { title }`)} }`,
  ),
  oneOf('costly fields', 'accepted')(
    'the most expensive page that is allowed',
    '{ products(first: 100) { nodes { id title summary answers { channel short { text html } body { html text markdown } } sections { key html text } facts { id label } } } }',
  ),
]
