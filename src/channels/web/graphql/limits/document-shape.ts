import { Kind } from 'graphql'
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql'
import { ReaderError } from '../errors'
import type { QueryLimits } from './limits'

type Shape = { readonly depth: number; readonly introspectionDepth: number; readonly selections: number }

const NOTHING: Shape = { depth: 0, introspectionDepth: 0, selections: 0 }

/**
 * Checks how deep and wide a query is, before it is compared with the schema: some of graphql's own checks take time that
 * grows with the square of the query. Fragments are measured once and counted wherever they are spread.
 * Throws QUERY_TOO_DEEP, QUERY_TOO_COMPLEX, or BAD_USER_INPUT for fragments that contain themselves.
 */
export function checkShape(document: DocumentNode, limits: QueryLimits): void {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const measured = new Map<string, Shape>()
  const open = new Set<string>()
  let directives = 0

  const ofFragment = (name: string): Shape => {
    const known = measured.get(name)
    if (known) return known
    const fragment = fragments.get(name)
    // An unknown fragment is reported by validation, in better words.
    if (!fragment) return NOTHING
    if (open.has(name)) {
      throw new ReaderError('BAD_USER_INPUT', `Fragment "${name}" contains itself. Take the circle out.`)
    }
    open.add(name)
    directives += fragment.directives?.length ?? 0
    const shape = ofSelections(fragment.selectionSet)
    open.delete(name)
    measured.set(name, shape)
    return shape
  }

  const ofSelections = (set: SelectionSetNode): Shape => {
    let [depth, introspectionDepth, selections] = [0, 0, 0]
    for (const selection of set.selections) {
      directives += selection.directives?.length ?? 0
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet ? ofSelections(selection.selectionSet) : NOTHING
        const isIntrospection = selection.name.value === '__schema' || selection.name.value === '__type'
        const deepest = Math.max(below.depth, below.introspectionDepth) + 1
        if (isIntrospection) introspectionDepth = Math.max(introspectionDepth, deepest)
        else {
          depth = Math.max(depth, below.depth + 1)
          introspectionDepth = Math.max(introspectionDepth, below.introspectionDepth)
        }
        selections += 1 + below.selections
      } else {
        const inside =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(selection.name.value)
            : ofSelections(selection.selectionSet)
        depth = Math.max(depth, inside.depth)
        introspectionDepth = Math.max(introspectionDepth, inside.introspectionDepth)
        selections += 1 + inside.selections
      }
    }
    return { depth, introspectionDepth, selections }
  }

  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      directives += definition.directives?.length ?? 0
      const shape = ofSelections(definition.selectionSet)
      complainOfDepth(shape, limits)
      complainOfWidth(shape, limits)
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      // How deep it is shows where it is spread; how wide it is matters to validation also where it is not.
      complainOfWidth(ofFragment(definition.name.value), limits)
    }
  }
  if (directives > limits.maxDirectives) {
    throw new ReaderError(
      'QUERY_TOO_COMPLEX',
      `The query has ${directives} directives, but may have ${limits.maxDirectives}. Use fewer.`,
    )
  }
}

function complainOfDepth({ depth, introspectionDepth }: Shape, limits: QueryLimits): void {
  if (depth > limits.maxDepth) throw tooDeep('The query', depth, limits.maxDepth)
  if (introspectionDepth > limits.maxIntrospectionDepth)
    throw tooDeep('The query about the schema', introspectionDepth, limits.maxIntrospectionDepth)
}

const tooDeep = (what: string, depth: number, most: number) =>
  new ReaderError(
    'QUERY_TOO_DEEP',
    `${what} is ${depth} fields deep, but may be ${most}. Ask for what lies deeper in a query of its own.`,
  )

function complainOfWidth({ selections }: Shape, limits: QueryLimits): void {
  if (selections > limits.maxSelections) {
    throw new ReaderError(
      'QUERY_TOO_COMPLEX',
      `The query selects ${selections} fields, but may select ${limits.maxSelections}. Split it.`,
    )
  }
}
