import type { Locale } from '../catalogue'
import { spokenText } from './format/spoken-text'
import type { Block, Inline, List, Tree } from './rich-text/tree'

/**
 * A text that was not written for the phone, made fit to be read out: brackets become commas, amounts, percentages and
 * addresses become words. Text that editors wrote for the phone is checked instead, never changed.
 */
export function spokenTree(tree: Tree, locale: Locale): Tree {
  return tree.map((block) => spokenBlock(block, locale))
}

function spokenBlock(block: Block, locale: Locale): Block {
  return block.type === 'list'
    ? spokenList(block, locale)
    : { ...block, children: spokenInlines(block.children, locale) }
}

function spokenList(list: List, locale: Locale): List {
  const items = list.items.map((item) => ({
    children: spokenInlines(item.children, locale),
    lists: item.lists.map((inner) => spokenList(inner, locale)),
  }))
  return { ...list, items }
}

function spokenInlines(nodes: readonly Inline[], locale: Locale): readonly Inline[] {
  return nodes.map((node) => {
    if (node.type === 'text') return { ...node, text: spokenText(node.text, locale) }
    return node.type === 'link' ? { ...node, children: spokenInlines(node.children, locale) } : node
  })
}
