import { hrefOf, hrefOfFact, type RenderContext } from './context'
import type { Block, Inline, List, Tree } from './tree'

/** CommonMark of a tree. Editors' words are escaped, so that they can never become mark-up or HTML. */
export function markdownOf(tree: Tree, context: RenderContext): string {
  return tree.map((block) => blockMarkdown(block, context)).join('\n\n')
}

function blockMarkdown(block: Block, context: RenderContext): string {
  switch (block.type) {
    case 'paragraph':
      return inlineMarkdown(block.children, context)
    case 'heading':
      return `${'#'.repeat(block.level)} ${inlineMarkdown(block.children, context).replace(/\\?\n/g, ' ')}`
    case 'list':
      return listMarkdown(block, context, '')
  }
}

function listMarkdown(list: List, context: RenderContext, indent: string): string {
  const lines = list.items.flatMap((item, index) => {
    const mark = list.ordered ? `${index + 1}. ` : '- '
    const inner = indent + ' '.repeat(mark.length)
    const text = inlineMarkdown(item.children, context).replaceAll('\n', `\n${inner}`)
    return [`${indent}${mark}${text}`, ...item.lists.map((nested) => listMarkdown(nested, context, inner))]
  })
  return lines.join('\n')
}

function inlineMarkdown(nodes: readonly Inline[], context: RenderContext): string {
  const text = nodes
    .map((node) => nodeMarkdown(node, context, false))
    .join('')
    .trim()
  // Signs that mean something only at the start of a line.
  return text.replace(/^(#+|[-+=]|\d+(?=[.)]))/gm, (start) =>
    /^\d/.test(start) ? `${start}\\` : `\\${start}`,
  )
}

function nodeMarkdown(node: Inline, context: RenderContext, isInLink: boolean): string {
  switch (node.type) {
    case 'text':
      return emphasised(escaped(node.text), `${node.bold ? '**' : ''}${node.italic ? '_' : ''}`)
    case 'linebreak':
      return '\\\n'
    case 'fact': {
      const fact = context.fact(node.factId)
      if (fact === null) return ''
      return linked(escaped(fact.text), isInLink ? null : hrefOfFact(fact, context))
    }
    case 'link': {
      const label = node.children.map((child) => nodeMarkdown(child, context, true)).join('')
      return linked(label, hrefOf(node.target, context))
    }
  }
}

/** Blanks go outside the marks: `** a**` is not bold in CommonMark. */
function emphasised(text: string, mark: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  return words === ''
    ? text
    : `${before}${mark}${words}${[...mark.matchAll(/\*\*|_/g)].reverse().join('')}${after}`
}

function linked(label: string, href: string | null): string {
  return href === null
    ? label
    : `[${label}](<${href.replace(/[<>\\\s]/g, (sign) => encodeURIComponent(sign))}>)`
}

function escaped(text: string): string {
  // An exclamation mark at the end would turn a link behind it into an image.
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]>~|]|!$/g, (sign) => `\\${sign}`)
}
