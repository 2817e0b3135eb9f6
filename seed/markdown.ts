import { fromMarkdown } from 'mdast-util-from-markdown'
import type { List, ListItem, PhrasingContent, RootContent } from 'mdast'
import type { RichText } from '../src/catalogue'

/** Finds the ids that texts refer to by their readable names; null when there is no such thing. */
export type Lookup = {
  readonly fact: (key: string) => string | null
  readonly product: (slug: string) => string | null
  readonly question: (slug: string) => string | null
}

/** A text that cannot be turned into rich text; the message says what is wrong in it and what to write instead. */
export class MarkdownError extends Error {}

type Node = Readonly<Record<string, unknown>>
type Style = { readonly lookup: Lookup; readonly format: number }

const BOLD = 1
const ITALIC = 2
const FACT = /\{\{fact:([^}]*)\}\}/

/**
 * Turns the seed's Markdown into Lexical editor state as the admin's editor would store it. Allowed: paragraphs, headings
 * `###` and `####`, lists, bold, italic, line breaks, links (`https://…`, `mailto:`, `tel:`, `product:slug`, `question:slug`) and
 * facts (`{{fact:key}}`). Anything else is refused, never dropped. Throws a MarkdownError.
 */
export function richTextOf(markdown: string, lookup: Lookup): RichText {
  const children = fromMarkdown(markdown).children.map((node) => block(node, lookup))
  return { root: element('root', children) } as RichText
}

function block(node: RootContent, lookup: Lookup): Node {
  const style = { lookup, format: 0 }
  switch (node.type) {
    case 'paragraph':
      return element('paragraph', inlines(node.children, style), { textFormat: 0, textStyle: '' })
    case 'heading':
      if (node.depth !== 3 && node.depth !== 4)
        throw new MarkdownError('Write headings as ### or ####; the page has its own headings above them.')
      return element('heading', inlines(node.children, style), { tag: `h${node.depth}` })
    case 'list':
      return list(node, style)
    default:
      throw new MarkdownError(
        `A ${node.type} has no place in an answer. Use paragraphs, headings (###), lists and links.`,
      )
  }
}

function list(node: List, style: Style): Node {
  const ordered = node.ordered === true
  const children = node.children.map((item, index) => listItem(item, index + 1, style))
  return element('list', children, {
    listType: ordered ? 'number' : 'bullet',
    start: node.start ?? 1,
    tag: ordered ? 'ol' : 'ul',
  })
}

function listItem(node: ListItem, value: number, style: Style): Node {
  const children = node.children.flatMap((child) => {
    if (child.type === 'paragraph') return inlines(child.children, style)
    if (child.type === 'list') return [list(child, style)]
    throw new MarkdownError(`A ${child.type} has no place in a list. Use one sentence per item.`)
  })
  return element('listitem', children, { value })
}

function inlines(nodes: readonly PhrasingContent[], style: Style): readonly Node[] {
  return nodes.flatMap((node) => inline(node, style))
}

function inline(node: PhrasingContent, style: Style): readonly Node[] {
  switch (node.type) {
    case 'text':
      return texts(node.value, style)
    case 'strong':
      return inlines(node.children, { ...style, format: style.format | BOLD })
    case 'emphasis':
      return inlines(node.children, { ...style, format: style.format | ITALIC })
    case 'break':
      return [{ type: 'linebreak', version: 1 }]
    case 'link':
      return [
        element('link', inlines(node.children, style), {
          version: 3,
          fields: target(node.url, style.lookup),
        }),
      ]
    default:
      throw new MarkdownError(
        `A ${node.type} has no place in a sentence. Use words, **bold**, *italic*, links and facts.`,
      )
  }
}

/** Words and facts in turn. A line end inside a paragraph is a space, as in all Markdown. */
function texts(value: string, style: Style): readonly Node[] {
  return value
    .replace(/\s*\n\s*/g, ' ')
    .split(/(\{\{fact:[^}]*\}\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const key = FACT.exec(part)?.[1]
      return key === undefined ? words(part, style.format) : chip(key.trim(), style.lookup)
    })
}

function words(text: string, format: number): Node {
  if (text.includes('{{') || text.includes('}}'))
    throw new MarkdownError(`"${text.trim()}" holds loose braces. Write facts as {{fact:key}}.`)
  return { type: 'text', version: 1, text, format, detail: 0, mode: 'normal', style: '' }
}

function chip(key: string, lookup: Lookup): Node {
  const fact = lookup.fact(key)
  if (fact === null)
    throw new MarkdownError(`There is no fact "${key}". Add it under "facts" or in seed/facts.yaml.`)
  // The editor asks for an id per chip; one made of the key keeps a second run equal to the first.
  return { type: 'inlineBlock', version: 1, fields: { id: `fact-${key}`, blockType: 'fact', fact } }
}

function target(url: string, lookup: Lookup): Node {
  const [, kind, slug] = /^(product|question):(.*)$/.exec(url) ?? []
  if (kind === undefined || slug === undefined) {
    if (!/^(https?:\/\/|mailto:|tel:)/.test(url))
      throw new MarkdownError(`"${url}" is no web address. Begin with https://, product: or question:.`)
    return { linkType: 'custom', url, newTab: false }
  }
  const value = kind === 'product' ? lookup.product(slug) : lookup.question(slug)
  if (value === null) throw new MarkdownError(`There is no ${kind} "${slug}" in the seed to link to.`)
  return { linkType: 'internal', doc: { relationTo: `${kind}s`, value }, newTab: false }
}

function element(type: string, children: readonly Node[], more: Node = {}): Node {
  return { type, version: 1, format: '', indent: 0, direction: 'ltr', children, ...more }
}
