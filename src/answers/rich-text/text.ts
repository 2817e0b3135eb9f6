import { hrefOf, shownAddress, type RenderContext } from './context'
import type { Block, Inline, List, Tree } from './tree'

/** Plain text of a tree: blocks apart by an empty line, lists as lines. On the phone without signs before list items. */
export function textOf(tree: Tree, context: RenderContext): string {
  return tree
    .map((block) => blockText(block, context))
    .filter((text) => text !== '')
    .join('\n\n')
}

function blockText(block: Block, context: RenderContext): string {
  return block.type === 'list' ? listText(block, context, '') : inlineText(block.children, context)
}

function listText(list: List, context: RenderContext, indent: string): string {
  const lines = list.items.flatMap((item, index) => {
    const mark = context.channel === 'phone' ? '' : list.ordered ? `${index + 1}. ` : '- '
    const nested = item.lists.map((inner) => listText(inner, context, `${indent}  `))
    return [`${indent}${mark}${inlineText(item.children, context)}`, ...nested]
  })
  return lines.join('\n')
}

function inlineText(nodes: readonly Inline[], context: RenderContext): string {
  return raw(nodes, context)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

function raw(nodes: readonly Inline[], context: RenderContext): string {
  return nodes.map((node) => nodeText(node, context)).join('')
}

function nodeText(node: Inline, context: RenderContext): string {
  switch (node.type) {
    case 'text':
      return node.text
    case 'linebreak':
      return '\n'
    case 'fact':
      return context.fact(node.factId)?.text.replace(/\s+/g, ' ') ?? ''
    case 'link': {
      const label = raw(node.children, context)
      const href = hrefOf(node.target, context)
      const address = href === null ? null : shownAddress(href, context)
      return address === null || saysAddress(label, address) ? label : `${label} (${address})`
    }
  }
}

function saysAddress(label: string, address: string): boolean {
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase()
  return bare(label) === bare(address)
}
