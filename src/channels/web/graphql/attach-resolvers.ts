import { GraphQLObjectType, GraphQLScalarType, GraphQLUnionType, Kind } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { asCalendarDay, asInstant } from '../../../kernel'
import { ReaderError } from './errors'

/** Resolves one field of an object type. */
export type FieldResolver = NonNullable<ReturnType<GraphQLObjectType['getFields']>[string]['resolve']>
export type Resolvers = Readonly<Record<string, Readonly<Record<string, FieldResolver>>>>

/** Gives the fields of a schema their resolvers. Throws for a type or field that the schema does not have. */
export function attachResolvers(schema: GraphQLSchema, resolvers: Resolvers): GraphQLSchema {
  for (const [typeName, ofFields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName)
    if (!(type instanceof GraphQLObjectType)) throw new Error(`The schema has no type ${typeName}`)
    const fields = type.getFields()
    for (const [name, resolve] of Object.entries(ofFields)) {
      const field = fields[name]
      if (!field) throw new Error(`The schema has no field ${typeName}.${name}`)
      field.resolve = resolve
    }
  }
  const union = schema.getType('FactValue')
  if (union instanceof GraphQLUnionType)
    union.resolveType = (value: { __typename: string }) => value.__typename
  readAs(schema, 'DateTime', (text) => asInstant(text), 'a moment with a zone, such as 2026-01-01T00:00:00Z')
  readAs(schema, 'Date', (text) => asCalendarDay(text), 'a day, such as 2026-01-01')
  return schema
}

function readAs(schema: GraphQLSchema, name: string, parse: (text: string) => string | null, what: string) {
  const scalar = schema.getType(name)
  if (!(scalar instanceof GraphQLScalarType)) throw new Error(`The schema has no scalar ${name}`)
  const read = (value: unknown): string => {
    const parsed = typeof value === 'string' ? parse(value) : null
    if (parsed === null) throw new ReaderError('BAD_USER_INPUT', `${name} must be ${what}.`)
    return parsed
  }
  scalar.parseValue = read
  scalar.parseLiteral = (node) => read(node.kind === Kind.STRING ? node.value : null)
}
