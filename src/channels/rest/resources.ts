import { CHANGES, PRODUCT, PRODUCTS, QUESTION, QUESTIONS, SEARCH } from './documents'

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: true
  readonly description: string
  /** Input type or scalar of the GraphQL schema. */
  readonly type: string
  /** Whether it becomes a member of the variable `filter`. */
  readonly isFilter?: true
  readonly isList?: true
  /** What is allowed within the type, as keywords of JSON Schema. */
  readonly within?: Readonly<Record<string, number | string | readonly string[]>>
}

/** One address of the facade: which document answers it, and what of that answer is shown. */
export type Resource = {
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly document: string
  /** Field of `Query` that holds the answer. */
  readonly field: string
  readonly shape: 'item' | 'page' | 'whole'
  /** Name of the schema of the item, the page's items or the whole. */
  readonly schemaName: string
  readonly parameters: readonly Parameter[]
}

const slug: Parameter = {
  name: 'slug',
  in: 'path',
  required: true,
  description: 'Last part of the address of the item.',
  type: 'String',
}
const locale: Parameter = {
  name: 'locale',
  in: 'query',
  description: 'Language; standard `nl`. An item that is not published in it is not found.',
  type: 'Locale',
}
const at: Parameter = {
  name: 'at',
  in: 'query',
  description: 'What readers saw at this moment. The future is refused.',
  type: 'DateTime',
}
const first: Parameter = {
  name: 'first',
  in: 'query',
  description: 'How many at most.',
  type: 'Int',
  within: { minimum: 1, maximum: 100 },
}
const page: readonly Parameter[] = [
  first,
  {
    name: 'after',
    in: 'query',
    description: 'Cursor to continue after; `_links.next` holds it.',
    type: 'String',
  },
]
const filter = (name: string, type: string, description: string): Parameter => ({
  name,
  in: 'query',
  description,
  type,
  isFilter: true,
})
const filters: readonly Parameter[] = [
  filter('theme', 'String', 'Identifier or slug of a theme; those below it count too.'),
  filter('audience', 'Audience', 'For whom.'),
  filter('organisation', 'String', 'Identifier or slug of the competent organisation.'),
  filter('organisationType', 'OrganisationType', 'Type of the competent organisation.'),
  filter('text', 'String', 'Words that titles, names or keywords contain.'),
]
const productFilters: readonly Parameter[] = [
  ...filters,
  filter('lifeEvent', 'String', 'Identifier or slug of a life event.'),
  filter('upn', 'String', 'Uniform product name: label or URI.'),
  filter('kind', 'ProductKind', 'Product or service.'),
]

export const RESOURCES: readonly Resource[] = [
  {
    path: '/products',
    operationId: 'listProducts',
    summary: 'Products in order of title',
    document: PRODUCTS,
    field: 'products',
    shape: 'page',
    schemaName: 'ProductSummary',
    parameters: [...productFilters, ...page, locale],
  },
  {
    path: '/products/:slug',
    operationId: 'getProduct',
    summary: 'One product with everything in it',
    document: PRODUCT,
    field: 'product',
    shape: 'item',
    schemaName: 'Product',
    parameters: [slug, locale, at],
  },
  {
    path: '/questions',
    operationId: 'listQuestions',
    summary: 'Questions in alphabetical order',
    document: QUESTIONS,
    field: 'questions',
    shape: 'page',
    schemaName: 'QuestionSummary',
    parameters: [...filters, filter('product', 'ID', 'Identifier of a product.'), ...page, locale],
  },
  {
    path: '/questions/:slug',
    operationId: 'getQuestion',
    summary: 'One question with its answers',
    document: QUESTION,
    field: 'question',
    shape: 'item',
    schemaName: 'Question',
    parameters: [slug, locale, at],
  },
  {
    path: '/search',
    operationId: 'search',
    summary: 'Finds products and questions',
    document: SEARCH,
    field: 'search',
    shape: 'whole',
    schemaName: 'SearchResult',
    parameters: [
      {
        name: 'q',
        in: 'query',
        required: true,
        description: 'What somebody types: at least one word.',
        type: 'String',
        within: { maxLength: 200, pattern: '\\S' },
      },
      { name: 'channel', in: 'query', description: 'Channel to answer in; standard `web`.', type: 'Channel' },
      ...productFilters,
      {
        ...filter('kinds', 'ItemKind', 'Kinds of item to find.'),
        isList: true,
        within: { enum: ['PRODUCT', 'QUESTION'] },
      },
      first,
      locale,
    ],
  },
  {
    path: '/changes',
    operationId: 'listChanges',
    summary: 'What changed for readers, oldest first',
    document: CHANGES,
    field: 'changes',
    shape: 'page',
    schemaName: 'Change',
    parameters: [
      ...page,
      { name: 'kinds', in: 'query', description: 'Kinds of item to follow.', type: 'ItemKind', isList: true },
    ],
  },
]
