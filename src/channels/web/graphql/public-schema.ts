import { buildSchema } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import type { SearchPort } from '../../../search/port'
import { publicSchemaText } from '../schema-text'
import { attachResolvers } from './attach-resolvers'
import { itemResolvers } from './item-resolvers'
import { queryResolvers } from './query-resolvers'
import type { QueryResolverOptions } from './query-resolvers'
import { searchResolvers } from './search-resolvers'

export type PublicSchemaOptions = QueryResolverOptions & { readonly search: SearchPort }

/** The public schema with its resolvers. */
export const publicSchema = (options: PublicSchemaOptions): GraphQLSchema =>
  withPublicResolvers(buildSchema(publicSchemaText), options)

/** Gives a schema that has at least everything public the public resolvers. */
export function withPublicResolvers(schema: GraphQLSchema, options: PublicSchemaOptions): GraphQLSchema {
  attachResolvers(schema, queryResolvers(options))
  attachResolvers(schema, searchResolvers(options.reader, options.search))
  return attachResolvers(schema, itemResolvers(options.reader))
}
