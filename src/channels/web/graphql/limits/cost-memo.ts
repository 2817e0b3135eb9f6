import { Kind, visit } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { costOf } from './query-cost'
import type { QueryCost, Variables } from './query-cost'

const MAX_REMEMBERED = 100

type Memo = { readonly names: readonly string[]; readonly costs: Map<string, QueryCost> }

/**
 * Computes costs once per document and per value of the variables that matter to them. Documents are kept by the query
 * cache; a document that leaves it takes its costs along.
 */
export function costMemo(schema: GraphQLSchema) {
  const memos = new WeakMap<OperationDefinitionNode, Memo>()

  return (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): QueryCost => {
    let memo = memos.get(operation)
    if (!memo) {
      memo = { names: decisiveVariables(document), costs: new Map() }
      memos.set(operation, memo)
    }
    const key =
      memo.names.length === 0 ? '' : JSON.stringify(memo.names.map((name) => keyOf(variables, name)))
    const known = memo.costs.get(key)
    if (known) return known
    const cost = costOf(schema, document, operation, variables)
    if (memo.costs.size >= MAX_REMEMBERED) memo.costs.clear()
    memo.costs.set(key, cost)
    return cost
  }
}

/** Absent, null and given differ: an absent variable takes its default. Of a moment only its presence matters. */
function keyOf(variables: Variables, name: string): unknown {
  const value = Object.hasOwn(variables, name) ? variables[name] : 'absent'
  return typeof value === 'number' || value === null || value === 'absent' ? value : 'given'
}

function decisiveVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Argument({ name, value }) {
      if ((name.value === 'first' || name.value === 'at') && value.kind === Kind.VARIABLE)
        names.add(value.name.value)
    },
  })
  return [...names]
}
