import { Kind, type GraphQLResolveInfo, type SelectionNode } from 'graphql'

/** Whether a field is asked for below the one that is resolved, in a fragment too; with `@skip` it counts as asked for. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const isIn = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name
    const holder = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection
    return holder?.selectionSet.selections.some(isIn) ?? false
  }
  return fieldNodes.some(({ selectionSet }) => selectionSet?.selections.some(isIn) ?? false)
}
