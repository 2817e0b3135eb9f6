import sanitizeHtml from 'sanitize-html'
import { hrefOf, hrefOfFact, type RenderContext } from './context'
import type { Block, Inline, List, Tree } from './tree'

/** HTML of a tree: escaped while it is built, then sanitised, so that a mistake in one is caught by the other. */
export function htmlOf(tree: Tree, context: RenderContext): string {
  return sanitizeHtml(tree.map((block) => blockHtml(block, context)).join('\n'), ALLOWED)
}

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'h3', 'h4', 'ul', 'ol', 'li', 'a', 'strong', 'em', 'br', 'data'],
  allowedAttributes: { a: ['href'], data: ['class', 'value'] },
  allowedClasses: { data: ['fact'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
}

function blockHtml(block: Block, context: RenderContext): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineHtml(block.children, context)}</p>`
    case 'heading':
      return `<h${block.level}>${inlineHtml(block.children, context)}</h${block.level}>`
    case 'list':
      return listHtml(block, context)
  }
}

function listHtml(list: List, context: RenderContext): string {
  const tag = list.ordered ? 'ol' : 'ul'
  const items = list.items.map((item) => {
    const nested = item.lists.map((inner) => listHtml(inner, context)).join('')
    return `<li>${inlineHtml(item.children, context)}${nested}</li>`
  })
  return `<${tag}>${items.join('')}</${tag}>`
}

function inlineHtml(nodes: readonly Inline[], context: RenderContext, isInLink = false): string {
  return nodes.map((node) => nodeHtml(node, context, isInLink)).join('')
}

function nodeHtml(node: Inline, context: RenderContext, isInLink: boolean): string {
  switch (node.type) {
    case 'text': {
      const emphasised = node.italic ? `<em>${escaped(node.text)}</em>` : escaped(node.text)
      return node.bold ? `<strong>${emphasised}</strong>` : emphasised
    }
    case 'linebreak':
      return '<br />'
    case 'fact': {
      const fact = context.fact(node.factId)
      if (fact === null) return ''
      const data = `<data class="fact" value="${escaped(fact.key)}">${escaped(fact.text)}</data>`
      return anchored(data, isInLink ? null : hrefOfFact(fact, context))
    }
    case 'link':
      return anchored(inlineHtml(node.children, context, true), hrefOf(node.target, context))
  }
}

function anchored(html: string, href: string | null): string {
  return href === null ? html : `<a href="${escaped(href)}">${html}</a>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
