import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Nodes } from 'mdast'
import type { Locale } from '../../src/catalogue'
import type { Seed } from '../read-seed'

/** Text as it is read: without marks, addresses and facts. */
export type Prose = {
  /** Where it stands, as `paspoort: nl.answers.phone.short`. */
  readonly place: string
  /** Paragraphs, headings and items of lists, each one piece. A fact is the word that stands for it. */
  readonly blocks: readonly string[]
}

/** What is not read as a text: addresses, codes, notes for agents, and the loose words under which an item is found. */
const NOT_PROSE = new Set([
  'url',
  'appointmentUrl',
  'loginMeans',
  'kind',
  'deskMemo',
  'keywords',
  'synonyms',
  'alternatives',
])

/** A word of one syllable in place of a fact, so that a value counts as one word. */
const FACT_WORD = 'feit'

/** All texts of products and questions in a language that readers get. */
export function proseOf(seed: Pick<Seed, 'products' | 'questions'>, locale: Locale): readonly Prose[] {
  return [...seed.products, ...seed.questions].flatMap((file) =>
    textsOf(file[locale], `${file.slug}: ${locale}`).map(([place, text]) => ({
      place,
      blocks: blocksOf(text),
    })),
  )
}

function textsOf(value: unknown, place: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    NOT_PROSE.has(key) ? [] : textsOf(inner, `${place}.${key}`),
  )
}

/** The pieces of a Markdown text. */
export function blocksOf(markdown: string): readonly string[] {
  return piecesOf(fromMarkdown(markdown.replace(/\{\{fact:[^}]*\}\}/g, FACT_WORD)))
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .filter((block) => block !== '')
}

function piecesOf(node: Nodes): readonly string[] {
  if (node.type === 'paragraph' || node.type === 'heading') return [wordsOf(node)]
  return 'children' in node ? node.children.flatMap(piecesOf) : []
}

function wordsOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type === 'break') return ' '
  return 'children' in node ? node.children.map(wordsOf).join('') : ''
}
