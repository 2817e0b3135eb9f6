import { readFileSync } from 'node:fs'

/**
 * The public schema as written in `schema.graphql`, which stands beside this module, also after bundling.
 * Throws when the file is missing: without it there is nothing to serve.
 */
export const publicSchemaText = (): string =>
  readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8')
