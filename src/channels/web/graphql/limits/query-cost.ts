import {
  GraphQLNonNull,
  GraphQLList,
  Kind,
  getNamedType,
  isCompositeType,
  isObjectType,
  isInterfaceType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql'
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { ReaderError } from '../errors'
import type { QueryLimits } from './limits'

export type Variables = Readonly<Record<string, unknown>>
export type QueryCost = { readonly cost: number; readonly introspectionCost: number }

/** How many objects a list is expected to hold. Lists of a page hold what was asked for with `first`. */
const LIST_SIZES: Readonly<Record<string, number>> = {
  'Query.themes': 60,
  'Query.lifeEvents': 20,
  'Query.organisations': 50,
  'Query.locations': 30,
  'Product.answers': 8,
  'Question.answers': 8,
  'Product.sections': 12,
  'Product.facts': 10,
  'Question.facts': 10,
  'ChannelAnswer.facts': 5,
  'SearchFacet.values': 20,
  'OpeningHours.week': 7,
  '__Schema.types': 80,
  '__Type.fields': 15,
  '__Type.enumValues': 12,
  '__Field.args': 3,
}
const USUAL_LIST_SIZE = 5
/** Fields that do work of their own. */
const OWN_COSTS: Readonly<Record<string, number>> = { 'Query.search': 500, 'Query.changes': 50 }
/** What is read as of a moment in the past comes from the database, and so does everything in it. */
const PAST_FACTOR = 10
const PAGE_LISTS = new Set(['nodes', 'edges', 'hits'])

/**
 * How many objects an operation asks for: one for every object, times the size of every list above it. Conditions
 * (`@skip`, `@include`) do not make it cheaper. Expects a document that is valid against the schema.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): QueryCost {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const given = { ...defaultsOf(operation), ...variables }

  const ofSelections = (set: SelectionSetNode, type: GraphQLNamedType, pageSize: number): number => {
    let cost = 0
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, type, pageSize)
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type
        cost += ofSelections(selection.selectionSet, on ?? type, pageSize)
      } else {
        const fragment = fragments.get(selection.name.value)
        const on = fragment && schema.getType(fragment.typeCondition.name.value)
        if (fragment && on) cost += ofSelections(fragment.selectionSet, on, pageSize)
      }
    }
    return cost
  }
  const ofField = (node: FieldNode, parent: GraphQLNamedType, pageSize: number): number => {
    const field = fieldOf(parent, node.name.value)
    const own = OWN_COSTS[`${parent.name}.${node.name.value}`] ?? 0
    if (!field || !node.selectionSet) return own
    const type = getNamedType(field.type)
    if (!isCompositeType(type)) return own
    const isPage = PAGE_LISTS.has(field.name)
    const size = !isList(field)
      ? 1
      : isPage
        ? pageSize
        : (LIST_SIZES[`${parent.name}.${field.name}`] ?? USUAL_LIST_SIZE)
    const below = ofSelections(node.selectionSet, type, firstOf(field, node, given) ?? pageSize)
    const factor = argumentOf(node, 'at', given) == null ? 1 : PAST_FACTOR
    return own + size * (1 + below) * factor
  }

  const root = schema.getQueryType()
  if (!root) return { cost: 0, introspectionCost: 0 }
  const introspection = ofSelections(onlyIntrospection(operation.selectionSet, true), root, 1)
  return {
    cost: ofSelections(onlyIntrospection(operation.selectionSet, false), root, 1),
    introspectionCost: introspection,
  }

  /** Splits what is asked about the schema from what is asked of the catalogue; fragments count as the latter. */
  function onlyIntrospection(set: SelectionSetNode, wanted: boolean): SelectionSetNode {
    const isIntrospection = (name: string) => name === '__schema' || name === '__type'
    const selections = set.selections.filter(
      (selection) => (selection.kind === Kind.FIELD && isIntrospection(selection.name.value)) === wanted,
    )
    return { ...set, selections }
  }
}

/** Throws QUERY_TOO_COMPLEX for a query that asks for more than the limits allow. */
export function checkCost({ cost, introspectionCost }: QueryCost, limits: QueryLimits): void {
  if (cost > limits.maxCost)
    throw tooCostly('The query', cost, limits.maxCost, 'Ask for fewer with `first`, or for less of each.')
  if (introspectionCost > limits.maxIntrospectionCost) {
    const [most, advice] = [
      limits.maxIntrospectionCost,
      'Ask for less of each, or for one `__type` at a time.',
    ]
    throw tooCostly('The query about the schema', introspectionCost, most, advice)
  }
}

const tooCostly = (what: string, cost: number, most: number, advice: string) =>
  new ReaderError(
    'QUERY_TOO_COMPLEX',
    `${what} costs ${cost} points, but may cost ${most}: one point for every object, times the sizes of the lists around it. ${advice}`,
  )

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === '__schema') return SchemaMetaFieldDef
  if (name === '__type') return TypeMetaFieldDef
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
}

function isList(field: GraphQLField<unknown, unknown>): boolean {
  const type = field.type instanceof GraphQLNonNull ? field.type.ofType : field.type
  return type instanceof GraphQLList
}

/** The page size that holds below a field; undefined when the field has no `first`. */
function firstOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): number | undefined {
  const argument = field.args.find(({ name }) => name === 'first')
  if (!argument) return undefined
  const value = argumentOf(node, 'first', variables) ?? argument.defaultValue
  return typeof value === 'number' ? Math.max(0, value) : 1
}

function argumentOf(node: FieldNode, name: string, variables: Variables): unknown {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value
  if (!value) return undefined
  if (value.kind === Kind.VARIABLE) return variables[value.name.value]
  if (value.kind === Kind.INT) return Number(value.value)
  return value.kind === Kind.NULL ? null : value
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  const defaults: Record<string, unknown> = {}
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) defaults[variable.name.value] = Number(defaultValue.value)
    else if (defaultValue && defaultValue.kind !== Kind.NULL) defaults[variable.name.value] = defaultValue
  }
  return defaults
}
