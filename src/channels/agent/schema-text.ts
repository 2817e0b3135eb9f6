/** What agents see besides the public schema, as it is written. */
export { default as agentSchemaText } from './agent-schema.graphql'
