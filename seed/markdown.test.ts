import { describe, expect, it } from 'vitest'
import { bindingsOf, plainTextOf } from '../src/answers'
import { MarkdownError, richTextOf, type Lookup } from './markdown'

const lookup: Lookup = {
  fact: (key) => (key === 'kosten' ? 'f1' : null),
  product: (slug) => (slug === 'paspoort' ? 'p1' : null),
  question: (slug) => (slug === 'kwijt' ? 'q1' : null),
}
const childrenOf = (markdown: string) => richTextOf(markdown, lookup).root.children

describe('the Markdown of the seed', () => {
  it('becomes paragraphs, headings and lists that the renderer reads', () => {
    const text = 'Eerste regel\nloopt door.\n\n### Kop\n\n- **vet** en *schuin*\n- twee\n\n1. een'
    expect(childrenOf(text).map((node) => Reflect.get(Object(node), 'type'))).toEqual([
      'paragraph',
      'heading',
      'list',
      'list',
    ])
    expect(plainTextOf(richTextOf(text, lookup))).toContain('Eerste regel loopt door.')
  })

  it('binds facts and links items by id', () => {
    const text = 'U betaalt {{fact:kosten}}. Zie [paspoort](product:paspoort) of [kwijt](question:kwijt).'
    expect(bindingsOf(richTextOf(text, lookup))).toEqual({
      factIds: ['f1'],
      items: expect.arrayContaining([
        { kind: 'product', id: 'p1' },
        { kind: 'question', id: 'q1' },
      ]),
    })
  })

  it('keeps bold and italic as Lexical format bits', () => {
    expect(JSON.stringify(childrenOf('**_beide_**'))).toContain('"format":3')
  })

  it.each([
    ['{{fact:onbekend}}', /no fact "onbekend"/],
    ['[x](product:onbekend)', /no product "onbekend"/],
    ['[x](ergens)', /no web address/],
    ['# Kop', /### or ####/],
    ['<b>html</b>', /html/],
    ['> citaat', /blockquote/],
    ['![foto](https://example.nl/a.png)', /image/],
    ['`code`', /inlineCode/],
    ['{{feit:kosten}}', /loose braces/],
  ])('refuses %s and says why', (text, message) => {
    expect(() => richTextOf(text, lookup)).toThrow(MarkdownError)
    expect(() => richTextOf(text, lookup)).toThrow(message)
  })
})
