import { readFileSync } from 'node:fs'

/**
 * What agents see besides the public schema, as written in `agent-schema.graphql`, which stands beside this module, also
 * after bundling. Throws when the file is missing.
 */
export const agentSchemaText = (): string =>
  readFileSync(new URL('./agent-schema.graphql', import.meta.url), 'utf8')
