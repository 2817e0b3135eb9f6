import type { Rendered } from '../../publications/record'
import type { RenderContext } from './context'
import { htmlOf } from './html'
import { markdownOf } from './markdown'
import { parseRichText } from './parse'
import { textOf } from './text'
import type { Tree } from './tree'

/** A tree in the three forms in which readers get it. */
export function renderTree(tree: Tree, context: RenderContext): Rendered {
  return { html: htmlOf(tree, context), text: textOf(tree, context), markdown: markdownOf(tree, context) }
}

/** The words of an editor's text, facts by the given name, for lists, checks and previews in the admin. */
export function plainTextOf(state: unknown, factName: (id: string) => string = () => '…'): string {
  return textOf(parseRichText(state), {
    channel: 'general',
    locale: 'nl',
    fact: (id) => ({ key: id, text: factName(id), value: { kind: 'text', text: {} } }),
    link: () => null,
  })
}
