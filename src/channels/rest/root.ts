/** Version of the REST API; the first number stands in its address. */
export const API_VERSION = '1.0.0'

export const ROOT = '/api/v1'

type Link = { readonly href: string; readonly templated?: true }

/** What stands at the address of the API itself: where everything else is. */
export const rootOf = (catalogueName: string) => ({
  title: catalogueName,
  version: API_VERSION,
  _links: {
    self: { href: ROOT },
    openApi: { href: `${ROOT}/openapi.json` },
    products: { href: `${ROOT}/products` },
    questions: { href: `${ROOT}/questions` },
    search: { href: `${ROOT}/search?q={q}`, templated: true },
    changes: { href: `${ROOT}/changes` },
  } satisfies Readonly<Record<string, Link>>,
})

const link = (description: string, more: object = {}) => ({
  type: 'object',
  description,
  required: ['href', ...Object.keys(more)],
  properties: { href: { type: 'string' }, ...more },
})

/** The schema of that document. */
export const ROOT_SCHEMA = {
  type: 'object',
  description: 'Where everything is.',
  required: ['title', 'version', '_links'],
  properties: {
    title: { type: 'string', description: 'Name of this catalogue.' },
    version: { type: 'string', description: 'Version of this API.' },
    _links: {
      type: 'object',
      required: ['self', 'openApi', 'products', 'questions', 'search', 'changes'],
      properties: {
        self: link('This document.'),
        openApi: link('The description of this API.'),
        products: link('Products in order of title.'),
        questions: link('Questions in alphabetical order.'),
        search: link('Finds products and questions; put the words in place of `{q}`.', {
          templated: { type: 'boolean' },
        }),
        changes: link('What changed for readers.'),
      },
    },
  },
} as const
