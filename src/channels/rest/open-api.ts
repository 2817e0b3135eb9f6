import {
  GraphQLList,
  GraphQLNonNull,
  Kind,
  getNamedType,
  isEnumType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql'
import type {
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql'
import { RESOURCES } from './resources'
import type { Parameter, Resource } from './resources'
import { ROOT, ROOT_SCHEMA } from './root'

type JsonSchema = Readonly<Record<string, unknown>>

const SCALARS: Readonly<Record<string, JsonSchema>> = {
  ID: { type: 'string' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  Int: { type: 'integer' },
  Float: { type: 'number' },
  DateTime: { type: 'string', format: 'date-time' },
  Date: { type: 'string', format: 'date' },
}

/** The OpenAPI 3.1 description, derived from the GraphQL schema and the documents that answer each resource. */
export function openApi({
  schema,
  version,
  title,
}: {
  schema: GraphQLSchema
  version: string
  title: string
}) {
  const schemas: Record<string, JsonSchema> = { Problem: PROBLEM, Root: ROOT_SCHEMA }
  const paths: Record<string, unknown> = {}
  for (const resource of RESOURCES) {
    schemas[resource.schemaName] = schemaOf(schema, resource)
    paths[resource.path.replace(/:(\w+)/g, '{$1}')] = { get: operationOf(schema, resource) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description:
        'Products and questions of the catalogue, the same as the public GraphQL gives. Answers to GET carry a weak ETag.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: ROOT }],
    paths: {
      '/': {
        get: documentAt('getRoot', 'Where everything is', { $ref: '#/components/schemas/Root' }),
      },
      ...paths,
      '/openapi.json': { get: documentAt('getOpenApi', 'This description', { type: 'object' }) },
    },
    components: { schemas },
  }
}

const documentAt = (operationId: string, summary: string, schema: JsonSchema) => ({
  operationId,
  summary,
  responses: {
    200: { description: 'OK', headers: ANSWER_HEADERS, content: { 'application/json': { schema } } },
    304: NOT_CHANGED,
    429: problem('Too many requests'),
  },
})

function operationOf(
  schema: GraphQLSchema,
  { operationId, summary, shape, schemaName, parameters }: Resource,
) {
  const item = { $ref: `#/components/schemas/${schemaName}` }
  const body = shape === 'page' ? pageOf(item) : item
  return {
    operationId,
    summary,
    parameters: parameters.map((parameter) => parameterOf(schema, parameter)),
    responses: {
      200: {
        description: 'OK',
        headers: ANSWER_HEADERS,
        content: { 'application/json': { schema: body } },
      },
      304: NOT_CHANGED,
      400: problem('A parameter is wrong'),
      ...(shape === 'item' && { 404: problem('Not published, or not in this language') }),
      429: problem('Too many requests'),
      503: problem('The catalogue cannot be read at the moment'),
    },
  }
}

const VERSION_HEADER = { description: 'Version of this API.', schema: { type: 'string' } }
const ANSWER_HEADERS = {
  'API-Version': VERSION_HEADER,
  ETag: { description: 'Weak tag of this answer.', schema: { type: 'string' } },
}
const NOT_CHANGED = { description: 'Not changed since the answer with the tag in `If-None-Match`' }

const problem = (description: string) => ({
  description,
  headers: { 'API-Version': VERSION_HEADER },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const pageOf = (item: JsonSchema): JsonSchema => ({
  type: 'object',
  required: ['items', 'totalCount', '_links'],
  properties: {
    items: { type: 'array', items: item },
    totalCount: { type: 'integer', description: 'How many there are in all.' },
    _links: {
      type: 'object',
      required: ['self'],
      properties: { self: LINK, next: { ...LINK, description: 'The next page; absent on the last.' } },
    },
  },
})

const LINK: JsonSchema = {
  type: 'object',
  required: ['href'],
  properties: { href: { type: 'string', format: 'uri-reference' } },
}

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'What went wrong, after RFC 9457.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
    code: {
      type: 'string',
      description: 'Machine-readable code, the same as in GraphQL, or NOT_FOUND or METHOD_NOT_ALLOWED.',
    },
  },
}

function parameterOf(
  schema: GraphQLSchema,
  { name, in: place, required, description, type, isList, within }: Parameter,
) {
  const single = { ...named(schema, type), ...within }
  return {
    name,
    in: place,
    description,
    required: required === true,
    schema: isList ? { type: 'array', items: single } : single,
    ...(isList && { style: 'form', explode: false }),
  }
}

function named(schema: GraphQLSchema, name: string): JsonSchema {
  const type = schema.getType(name)
  return isEnumType(type)
    ? { type: 'string', enum: type.getValues().map((value) => value.name) }
    : (SCALARS[name] ?? {})
}

/** The schema of what a resource shows: its document's field, without the wrapping of a page. */
function schemaOf(schema: GraphQLSchema, { document, field, shape }: Resource): JsonSchema {
  const parsed = parse(document)
  const fragments = new Map<string, FragmentDefinitionNode>()
  let root: SelectionSetNode | undefined
  for (const definition of parsed.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
    else if (definition.kind === Kind.OPERATION_DEFINITION) root = definition.selectionSet
  }
  const query = schema.getQueryType()
  if (!root || !query) throw new Error('A document without an operation')
  const whole = objectSchema(schema, query, root, fragments)
  const ofField = member(whole, field)
  return shape === 'page' ? member(member(ofField, 'nodes'), '') : ofField
}

/** A property of an object schema; the empty name stands for the items of a list. Unwraps nullable schemas. */
function member(schema: JsonSchema, name: string): JsonSchema {
  const options: unknown = schema['anyOf']
  if (Array.isArray(options) && isSchema(options[0])) return member(options[0], name)
  const properties: unknown = name === '' ? schema['items'] : Reflect.get(Object(schema['properties']), name)
  if (!isSchema(properties)) throw new Error(`No ${name || 'items'} in this schema`)
  const inside: unknown = properties['anyOf']
  return Array.isArray(inside) && isSchema(inside[0]) ? inside[0] : properties
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

function objectSchema(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  selections: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): JsonSchema {
  if (isUnionType(type)) return unionSchema(schema, selections, fragments)
  if (!isObjectType(type)) throw new Error(`Not an object: ${type.name}`)
  const fields = type.getFields()
  const properties: Record<string, JsonSchema> = {}
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      const field = fields[selection.name.value]
      if (!field) throw new Error(`No field ${selection.name.value} in ${type.name}`)
      const base = outputSchema(schema, field.type, selection.selectionSet, fragments)
      const key = selection.alias?.value ?? selection.name.value
      properties[key] = field.description ? { ...base, description: field.description } : base
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value)
      if (!fragment) throw new Error(`No fragment ${selection.name.value}`)
      const inside = objectSchema(schema, type, fragment.selectionSet, fragments)
      Object.assign(properties, inside['properties'])
    }
  }
  return { type: 'object', required: Object.keys(properties), properties }
}

function unionSchema(
  schema: GraphQLSchema,
  selections: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): JsonSchema {
  const options: JsonSchema[] = []
  for (const selection of selections.selections) {
    const type =
      selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition
        ? schema.getType(selection.typeCondition.name.value)
        : undefined
    if (type && selection.kind === Kind.INLINE_FRAGMENT) {
      options.push(objectSchema(schema, type, selection.selectionSet, fragments))
    }
  }
  return { anyOf: options }
}

function outputSchema(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  selections: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): JsonSchema {
  if (type instanceof GraphQLNonNull) return present(schema, type.ofType, selections, fragments)
  return { anyOf: [present(schema, type, selections, fragments), { type: 'null' }] }
}

function present(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  selections: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): JsonSchema {
  if (type instanceof GraphQLList) {
    return { type: 'array', items: outputSchema(schema, type.ofType, selections, fragments) }
  }
  const leaf = getNamedType(type)
  return selections ? objectSchema(schema, leaf, selections, fragments) : named(schema, leaf.name)
}
