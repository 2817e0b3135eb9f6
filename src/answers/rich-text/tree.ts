/**
 * Editors' text as a small closed tree. Only what stands here can be published: whatever else an editor's state holds is
 * left out by the parser.
 */
export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly bold: boolean; readonly italic: boolean }
  | { readonly type: 'linebreak' }
  | { readonly type: 'fact'; readonly factId: string }
  | { readonly type: 'link'; readonly target: LinkTarget; readonly children: readonly Inline[] }

export type LinkedKind = 'product' | 'question'

export type LinkTarget =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'item'; readonly item: { readonly kind: LinkedKind; readonly id: string } }
  /** Nothing that may be published; `url` is what the editor gave, for the message. */
  | { readonly kind: 'invalid'; readonly url: string }

export type ListItem = { readonly children: readonly Inline[]; readonly lists: readonly List[] }
export type List = { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly ListItem[] }

export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: 3 | 4; readonly children: readonly Inline[] }
  | List

export type Tree = readonly Block[]

/** All inline nodes of a tree in reading order, links before what stands in them. */
export function inlinesOf(tree: Tree): readonly Inline[] {
  return tree.flatMap((block) => (block.type === 'list' ? inlinesOfList(block) : flat(block.children)))
}

/** Ids of the facts that a tree binds, once each, in reading order. */
export function factIdsOf(tree: Tree): readonly string[] {
  return [...new Set(inlinesOf(tree).flatMap((node) => (node.type === 'fact' ? [node.factId] : [])))]
}

/** A text without mark-up as a tree of paragraphs, one per line. */
export function treeOfText(text: string): Tree {
  const lines = text.split(/\n+/).map((line) => line.trim())
  return lines.filter((line) => line !== '').map((line) => paragraph(line))
}

export function paragraph(text: string): Block {
  return { type: 'paragraph', children: [{ type: 'text', text, bold: false, italic: false }] }
}

function inlinesOfList(list: List): readonly Inline[] {
  return list.items.flatMap((item) => [...flat(item.children), ...item.lists.flatMap(inlinesOfList)])
}

function flat(nodes: readonly Inline[]): readonly Inline[] {
  return nodes.flatMap((node) => (node.type === 'link' ? [node, ...flat(node.children)] : [node]))
}
