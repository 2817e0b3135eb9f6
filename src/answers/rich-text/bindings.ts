import { parseRichText } from './parse'
import { factIdsOf, inlinesOf, type LinkedKind } from './tree'

/** What a text refers to: the source of "where is it used". Once each, in reading order. */
export type Bindings = {
  readonly factIds: readonly string[]
  readonly items: readonly { readonly kind: LinkedKind; readonly id: string }[]
}

export function bindingsOf(state: unknown): Bindings {
  const tree = parseRichText(state)
  const items = new Map<string, Bindings['items'][number]>()
  for (const node of inlinesOf(tree)) {
    if (node.type !== 'link' || node.target.kind !== 'item') continue
    items.set(`${node.target.item.kind} ${node.target.item.id}`, node.target.item)
  }
  return { factIds: factIdsOf(tree), items: [...items.values()] }
}
