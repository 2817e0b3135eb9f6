/** The public schema as it is written. */
export { default as publicSchemaText } from './schema.graphql'
