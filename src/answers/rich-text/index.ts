/**
 * Editors' text: read from Lexical state without trusting it, kept as a small tree, written as HTML, text and Markdown for one
 * channel. Facts stand in it by reference only.
 */
export { bindingsOf, type Bindings } from './bindings'
export type { RenderContext, ResolvedFact } from './context'
export { cutTree } from './cut'
export { isAllowedUrl, parseRichText } from './parse'
export { plainTextOf, renderTree } from './render'
export { textOf } from './text'
export { factIdsOf, inlinesOf, paragraph, treeOfText } from './tree'
export type { Block, Inline, LinkedKind, LinkTarget, Tree } from './tree'
