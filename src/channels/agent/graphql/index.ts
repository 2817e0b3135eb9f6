/**
 * What agents read besides everything public: the fields of `agent-schema.graphql` and their resolvers. Never imported by
 * another channel, so that none has a way to agent-only text (invariant I4).
 */
export { agentSchemaText } from '../schema-text'
export { deskResolvers, type DeskReader } from './desk-resolvers'
