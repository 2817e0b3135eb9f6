import { isEmailAddress, isPhoneNumber, isPublicUrl } from '../../catalogue'
import type { Block, Inline, LinkedKind, LinkTarget, List, ListItem, Tree } from './tree'

/** Deeper than any real text; bounds the work on hostile input. */
const DEEPEST_LIST = 6
const DEEPEST_WRAPPING = 8

/** The bits of Lexical's text format. Source: lexical, `IS_BOLD` and `IS_ITALIC`. */
const BOLD = 1
const ITALIC = 2

const LINKED_COLLECTIONS: Readonly<Record<string, LinkedKind>> = {
  products: 'product',
  questions: 'question',
}

/**
 * Reads Lexical editor state, as stored by Payload, without trusting it. Never throws: what is not an allowed node, or is one
 * with missing parts, is left out. Empty paragraphs are left out too. Headings above h3 become h3, below h4 become h4.
 */
export function parseRichText(state: unknown): Tree {
  return childrenOf(property(state, 'root')).flatMap(parseBlock)
}

function parseBlock(node: unknown): readonly Block[] {
  switch (property(node, 'type')) {
    case 'paragraph':
      return filled({ type: 'paragraph', children: parseInlines(node) })
    case 'heading': {
      const level = /^h[123]$/.test(textOf(property(node, 'tag'))) ? 3 : 4
      return filled({ type: 'heading', level, children: parseInlines(node) })
    }
    case 'list':
      return parseList(node, 1)
    default:
      return []
  }
}

function filled(block: Extract<Block, { children: unknown }>): readonly Block[] {
  return hasContent(block.children) ? [block] : []
}

function hasContent(nodes: readonly Inline[]): boolean {
  return nodes.some((node) =>
    node.type === 'link'
      ? hasContent(node.children)
      : node.type === 'fact' || (node.type === 'text' && node.text.trim() !== ''),
  )
}

function parseList(node: unknown, depth: number): readonly List[] {
  if (depth > DEEPEST_LIST) return []
  const ordered = property(node, 'listType') === 'number'
  const items = childrenOf(node).flatMap((child) => parseItem(child, depth))
  return items.length === 0 ? [] : [{ type: 'list', ordered, items }]
}

function parseItem(node: unknown, depth: number): readonly ListItem[] {
  if (property(node, 'type') !== 'listitem') return []
  const children = parseInlines(node)
  const nested = childrenOf(node).filter((child) => property(child, 'type') === 'list')
  const lists = nested.flatMap((child) => parseList(child, depth + 1))
  return hasContent(children) || lists.length > 0 ? [{ children, lists }] : []
}

function parseInlines(node: unknown, depth = 1, isInLink = false): readonly Inline[] {
  if (depth > DEEPEST_WRAPPING) return []
  return merged(childrenOf(node).flatMap((child) => parseInline(child, depth, isInLink)))
}

function parseInline(node: unknown, depth: number, isInLink: boolean): readonly Inline[] {
  switch (property(node, 'type')) {
    case 'text':
      return parseText(node)
    case 'tab':
      return [{ type: 'text', text: ' ', bold: false, italic: false }]
    case 'linebreak':
      return [{ type: 'linebreak' }]
    case 'inlineBlock':
      return parseFact(node)
    case 'link':
    case 'autolink': {
      const children = parseInlines(node, depth + 1, true)
      // A link in a link has no meaning in any output; the inner one keeps its words.
      return isInLink || children.length === 0
        ? children
        : [{ type: 'link', target: targetOf(node), children }]
    }
    default:
      return []
  }
}

function parseText(node: unknown): readonly Inline[] {
  // Line ends inside a text node are not line breaks in Lexical; control characters have no place in any output.
  const text = textOf(property(node, 'text')).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
  const format = property(node, 'format')
  const bits = typeof format === 'number' ? format : 0
  if (text === '') return []
  return [{ type: 'text', text, bold: (bits & BOLD) !== 0, italic: (bits & ITALIC) !== 0 }]
}

function parseFact(node: unknown): readonly Inline[] {
  const fields = property(node, 'fields')
  const factId = idOf(property(fields, 'fact'))
  return property(fields, 'blockType') === 'fact' && factId !== '' ? [{ type: 'fact', factId }] : []
}

function targetOf(node: unknown): LinkTarget {
  const fields = property(node, 'fields')
  if (property(fields, 'linkType') === 'internal') {
    const doc = property(fields, 'doc')
    const collection = textOf(property(doc, 'relationTo'))
    const kind = Object.hasOwn(LINKED_COLLECTIONS, collection) ? LINKED_COLLECTIONS[collection] : undefined
    const id = idOf(property(doc, 'value'))
    return kind === undefined || id === ''
      ? { kind: 'invalid', url: collection }
      : { kind: 'item', item: { kind, id } }
  }
  const url = textOf(property(fields, 'url')).trim()
  return isAllowedUrl(url) ? { kind: 'url', url } : { kind: 'invalid', url }
}

/** Where links in text may go: http, https, mailto, tel, or a path on the site itself. */
export function isAllowedUrl(url: string): boolean {
  if (/^mailto:/i.test(url)) return isEmailAddress(url.slice('mailto:'.length).split('?')[0] ?? '')
  if (/^tel:/i.test(url)) return isPhoneNumber(url.slice('tel:'.length))
  // `//host` and `/\host` leave the site.
  if (url.startsWith('/')) return /^\/(?![/\\])[^\s<>"\\]*$/.test(url)
  return isPublicUrl(url)
}

/** Neighbouring texts of the same style as one, so that mark-up and sentence ends are not torn apart. */
function merged(nodes: readonly Inline[]): readonly Inline[] {
  const result: Inline[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    const isSame =
      last?.type === 'text' && node.type === 'text' && last.bold === node.bold && last.italic === node.italic
    if (isSame) result[result.length - 1] = { ...last, text: last.text + node.text }
    else result.push(node)
  }
  return result
}

/** The id of a relation, which is an id or, when populated, a document. */
function idOf(value: unknown): string {
  return typeof value === 'object' ? textOf(property(value, 'id')) : textOf(value)
}

function childrenOf(node: unknown): readonly unknown[] {
  const children = property(node, 'children')
  return Array.isArray(children) ? children : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function property(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? Reflect.get(node, name)
    : undefined
}
