/**
 * The public GraphQL: schema, resolvers and limits. Reads through the `CatalogueReader`, which holds nothing that only
 * agents may see. Knows no server: `src/platform/delivery` puts it behind an address.
 */
export { attachResolvers, type FieldResolver, type Resolvers } from './attach-resolvers'
export { MAX_FIRST } from './arguments'
export { ERROR_CODES, ReaderError, STATUS_OF, type ErrorCode } from './errors'
export { checkShape } from './limits/document-shape'
export { checkVariables } from './limits/check-variables'
export { costMemo } from './limits/cost-memo'
export { checkCost, type QueryCost } from './limits/query-cost'
export { QUERY_LIMITS, type QueryLimits } from './limits/limits'
export { publicSchema, withPublicResolvers, type PublicSchemaOptions } from './public-schema'
export type { OrganisationView, ProductView, QuestionView } from './views'
