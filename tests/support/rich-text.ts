import type { RichText } from '../../src/catalogue'

const node = { version: 1, format: '', indent: 0, direction: null }

/** One paragraph as the editor stores it; `{id}` stands for the fact with that id. */
export function richText(
  text: string,
): RichText & { root: { type: string; version: number } & Record<string, unknown> } {
  const children = text.split(/(\{[^}]+\})/).flatMap((part): readonly Record<string, unknown>[] => {
    if (part === '') return []
    const fact = /^\{(.+)\}$/.exec(part)?.[1]
    if (fact)
      return [
        {
          type: 'inlineBlock',
          version: 1,
          fields: { id: `block-${fact}`, blockName: '', blockType: 'fact', fact },
        },
      ]
    return [{ type: 'text', version: 1, text: part, format: 0, detail: 0, mode: 'normal', style: '' }]
  })
  return {
    root: {
      ...node,
      type: 'root',
      children: [{ ...node, type: 'paragraph', textFormat: 0, textStyle: '', children }],
    },
  }
}
