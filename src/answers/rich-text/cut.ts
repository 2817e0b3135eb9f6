import type { Block, Inline, List, Tree } from './tree'

/**
 * The longest beginning of a tree that fits, ending at a block, list item or sentence; facts and links are never cut. Only
 * when not even the first sentence fits, it ends at a word, with an ellipsis. Headings at the end are left out.
 */
export function cutTree(tree: Tree, fits: (tree: Tree) => boolean): Tree {
  if (fits(tree)) return tree
  let kept: Tree = []
  for (const block of tree) {
    if (fits([...kept, block])) {
      kept = [...kept, block]
      continue
    }
    const part = longest(
      block.type === 'list' ? beginningsOfList(block) : beginnings(block, atSentence),
      kept,
      fits,
    )
    kept = part === null ? kept : [...kept, part]
    break
  }
  while (kept.at(-1)?.type === 'heading') kept = kept.slice(0, -1)
  return kept.length > 0 ? kept : cutAtWord(tree, fits)
}

function cutAtWord(tree: Tree, fits: (tree: Tree) => boolean): Tree {
  const first = tree.find((block) => block.type === 'paragraph') ?? tree[0]
  if (first === undefined) return []
  const words =
    first.type === 'list'
      ? beginnings({ type: 'paragraph', children: first.items[0]?.children ?? [] }, atWord)
      : beginnings(first, atWord)
  const part = longest(words.map(withEllipsis), [], fits)
  return part === null ? [] : [part]
}

/** Shortest first, because asking costs as much as the part is long: a text without a full stop has as many as it has words. */
function longest(parts: readonly Block[], kept: Tree, fits: (tree: Tree) => boolean): Block | null {
  const tooLong = parts.findIndex((part) => !fits([...kept, part]))
  return (tooLong === -1 ? parts.at(-1) : parts[tooLong - 1]) ?? null
}

function beginningsOfList(list: List): readonly Block[] {
  return list.items.map((_, index) => ({ ...list, items: list.items.slice(0, index + 1) }))
}

type Cutter = (text: string) => readonly string[]

/** A paragraph's beginnings, shortest first, that end where a text node may be cut. */
function beginnings(block: Exclude<Block, List>, cut: Cutter): readonly Block[] {
  return block.children.flatMap((node, index) => {
    if (node.type !== 'text') return []
    const before = block.children.slice(0, index)
    return cut(node.text).map((text) => ({ ...block, children: [...before, { ...node, text }] }))
  })
}

/** Beginnings of a text up to the end of each sentence: a full stop after a word of three letters or more, or after a figure. */
const atSentence: Cutter = (text) =>
  [...text.matchAll(/(?:\p{L}{3}|\d|["')])[.!?]["')]?(?=\s+\p{Lu}|\s*$)|^[.!?](?=\s|$)/gu)].map((end) =>
    text.slice(0, end.index + end[0].length),
  )

const atWord: Cutter = (text) => [...text.matchAll(/\S(?=\s|$)/g)].map((end) => text.slice(0, end.index + 1))

function withEllipsis(block: Block): Block {
  if (block.type === 'list') return block
  const last: Inline = { type: 'text', text: ' …', bold: false, italic: false }
  return { ...block, children: [...block.children, last] }
}
