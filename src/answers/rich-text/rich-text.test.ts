import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Channel } from '../../catalogue'
import type { RenderContext } from './context'
import {
  bindingsOf,
  cutTree,
  isAllowedUrl,
  parseRichText,
  plainTextOf,
  renderTree,
  textOf,
  treeOfText,
} from '.'

const text = (words: string, format = 0) => ({ type: 'text', version: 1, text: words, format })
const fact = (id: string) => ({
  type: 'inlineBlock',
  version: 1,
  fields: { id: 'x', blockType: 'fact', fact: id },
})
const link = (url: string, ...children: unknown[]) => ({
  type: 'link',
  fields: { linkType: 'custom', url },
  children,
})
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children })
const state = (...children: unknown[]) => ({ root: { type: 'root', children } })

function context(channel: Channel = 'web'): RenderContext {
  return {
    channel,
    locale: 'nl',
    fact: (id) => ({
      key: `key-${id}`,
      text: '€ 83,87',
      value: { kind: 'amount', cents: 8387, currency: 'EUR' },
    }),
    link: (kind, id) => (id === 'gone' ? null : `/${kind}/${id}`),
  }
}

const rendered = (content: unknown, channel: Channel = 'web') =>
  renderTree(parseRichText(content), context(channel))

describe('rendering', () => {
  it('writes what editors can make, in three forms', () => {
    const content = state(
      { type: 'heading', tag: 'h3', children: [text('Kosten & tijd')] },
      paragraph(
        text('Het kost '),
        fact('f1'),
        text('. '),
        text('Let op:', 1),
        { type: 'linebreak' },
        text('neem mee', 3),
      ),
      {
        type: 'list',
        listType: 'number',
        children: [
          { type: 'listitem', children: [text('pas')] },
          {
            type: 'listitem',
            children: [
              text('foto'),
              {
                type: 'list',
                listType: 'bullet',
                children: [{ type: 'listitem', children: [text('kleur')] }],
              },
            ],
          },
        ],
      },
    )
    expect(rendered(content)).toEqual({
      html: [
        '<h3>Kosten &amp; tijd</h3>',
        '<p>Het kost <data class="fact" value="key-f1">€ 83,87</data>. <strong>Let op:</strong><br /><strong><em>neem mee</em></strong></p>',
        '<ol><li>pas</li><li>foto<ul><li>kleur</li></ul></li></ol>',
      ].join('\n'),
      text: 'Kosten & tijd\n\nHet kost € 83,87. Let op:\nneem mee\n\n1. pas\n2. foto\n  - kleur',
      markdown:
        '### Kosten &amp; tijd\n\nHet kost € 83,87. **Let op:**\\\n**_neem mee_**\n\n1. pas\n2. foto\n   - kleur',
    })
  })

  it('shows an address beside its words only where it is of use', () => {
    const content = state(paragraph(link('https://www.helmond.nl/pas', text('Maak een afspraak'))))
    expect(rendered(content, 'web').text).toBe('Maak een afspraak')
    expect(rendered(content, 'phone').text).toBe('Maak een afspraak')
    expect(rendered(content, 'email').text).toBe('Maak een afspraak (https://www.helmond.nl/pas)')
    expect(rendered(content, 'letter').text).toBe('Maak een afspraak (www.helmond.nl/pas)')
    expect(rendered(content).markdown).toBe('[Maak een afspraak](<https://www.helmond.nl/pas>)')
  })

  it('keeps the words of a link that may not be followed', () => {
    const content = state(paragraph(link('javascript:alert(1)', text('klik'))))
    expect(rendered(content)).toEqual({ html: '<p>klik</p>', text: 'klik', markdown: 'klik' })
  })

  it('never makes a picture of a link', () => {
    const content = state(paragraph(text('Let op!'), link('https://www.helmond.nl', text('lees'))))
    expect(rendered(content).markdown).toBe('Let op\\![lees](<https://www.helmond.nl>)')
  })

  it('leaves out what is not allowed, and whatever stands in it', () => {
    const content = state(
      { type: 'table', children: [paragraph(text('verborgen'))] },
      { type: 'upload', value: 'x' },
      paragraph(
        text('zichtbaar'),
        { type: 'html', html: '<b>x</b>' },
        { type: 'inlineBlock', fields: { blockType: 'x', fact: 'f' } },
      ),
    )
    expect(rendered(content).text).toBe('zichtbaar')
  })

  it('never lets words become mark-up', () => {
    const content = state(
      paragraph(text('1. <b>vet</b> *ster* [a](b) # `x` & &amp;')),
      paragraph(text('- streep')),
    )
    expect(rendered(content).html).toContain('1. &lt;b&gt;vet&lt;/b&gt; *ster* [a](b) # `x` &amp; &amp;amp;')
    expect(rendered(content).markdown).toBe(
      '1\\. &lt;b\\>vet&lt;/b\\> \\*ster\\* \\[a\\](b) # \\`x\\` &amp; &amp;amp;\n\n\\- streep',
    )
  })
})

it.each(['https://www.helmond.nl', '/producten/paspoort', 'mailto:info@helmond.nl', 'tel:140492'])(
  'allows %s',
  (url) => {
    expect(isAllowedUrl(url)).toBe(true)
  },
)

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  '/\\evil.example',
  'https://a.nl" onclick="x',
  'java\nscript:alert(1)',
  'vbscript:x',
  '',
  'paspoort',
])('refuses %j', (url) => {
  expect(isAllowedUrl(url)).toBe(false)
})

const nasty = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '&lt;script&gt;',
    '"><svg onload=x>',
    '](javascript:x)',
    '\u0000<\u2028',
  ),
)
const urls = fc.oneof(
  nasty,
  fc.webUrl(),
  fc.constantFrom('JAVASCRIPT:x', 'data:text/html,x', '//x.example', '/pad?a="b"'),
)
const { block } = fc.letrec((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3 },
    fc
      .record({ text: nasty, format: fc.integer({ min: 0, max: 15 }) })
      .map(({ text: words, format }) => text(words, format)),
    fc.constantFrom('f1', 'f2', '"><script>').map(fact),
    fc.constant({ type: 'linebreak' }),
    fc
      .tuple(urls, fc.array(tie('inline'), { maxLength: 3 }))
      .map(([url, children]) => link(url, ...children)),
    fc.jsonValue(),
  ),
  item: fc.record({
    type: fc.constant('listitem'),
    children: fc.array(fc.oneof(tie('inline'), tie('list')), { maxLength: 3 }),
  }),
  list: fc.record({
    type: fc.constant('list'),
    listType: fc.constantFrom('bullet', 'number', 'check'),
    children: fc.array(tie('item'), { maxLength: 3 }),
  }),
  block: fc.oneof(
    fc.array(tie('inline'), { maxLength: 4 }).map((children) => paragraph(...children)),
    fc.record({
      type: fc.constant('heading'),
      tag: nasty,
      children: fc.array(tie('inline'), { maxLength: 2 }),
    }),
    tie('list'),
    fc.jsonValue(),
  ),
}))
const states = fc.oneof(
  fc.array(block, { maxLength: 4 }).map((blocks) => state(...blocks)),
  fc.jsonValue(),
)

describe('any state whatever', () => {
  const tags = /<(\/?)([a-z0-9]+)([^<>]*)>/gi
  const attributes =
    /^(?: href="(?:https?:|mailto:|tel:|\/(?!\/))[^"<>]*"| class="fact"| value="[^"<>]*"| \/)*$/

  it('gives HTML of allowed tags and attributes only', () => {
    fc.assert(
      fc.property(states, (content) => {
        const { html } = rendered(content)
        for (const [, , tag, rest] of html.matchAll(tags)) {
          expect(['p', 'h3', 'h4', 'ul', 'ol', 'li', 'a', 'strong', 'em', 'br', 'data']).toContain(tag)
          expect(rest).toMatch(attributes)
        }
        expect(html.replaceAll(tags, '')).not.toMatch(/[<>]/)
      }),
      { numRuns: 500 },
    )
  })

  it('gives Markdown without HTML and with safe links only', () => {
    fc.assert(
      fc.property(states, (content) => {
        const { markdown } = rendered(content)
        const withoutLinks = markdown.replace(/\]\(<(?:https?:|mailto:|tel:|\/(?!\/))[^<>\s]*>\)/g, ']')
        expect(withoutLinks).not.toMatch(/(?<!\\)<|\]\(</)
      }),
      { numRuns: 500 },
    )
  })

  it('has every fact it shows among its bindings', () => {
    fc.assert(
      fc.property(states, (content) => {
        const shown = new Set<string>()
        renderTree(parseRichText(content), { ...context(), fact: (id) => (shown.add(id), null) })
        expect([...shown].sort()).toEqual([...bindingsOf(content).factIds].sort())
      }),
    )
  })
})

it('survives a list a thousand levels deep', () => {
  let deep: unknown = { type: 'listitem', children: [text('bodem')] }
  for (let level = 0; level < 1000; level += 1) {
    deep = { type: 'listitem', children: [text('x'), { type: 'list', listType: 'bullet', children: [deep] }] }
  }
  const { html } = rendered(state({ type: 'list', listType: 'bullet', children: [deep] }))
  expect(html.split('<ul>')).toHaveLength(7)
})

describe('cutting', () => {
  const fitsIn = (limit: number) => (tree: Parameters<typeof textOf>[0]) =>
    textOf(tree, context()).length <= limit

  it('ends at a sentence, never in a fact or after an abbreviation', () => {
    const content = state(
      paragraph(text('U betaalt '), fact('f1'), text(' bij de balie. Neem bijv. een pas mee. En een foto.')),
    )
    const cut = (limit: number) => textOf(cutTree(parseRichText(content), fitsIn(limit)), context())
    expect(cut(200)).toBe('U betaalt € 83,87 bij de balie. Neem bijv. een pas mee. En een foto.')
    expect(cut(60)).toBe('U betaalt € 83,87 bij de balie. Neem bijv. een pas mee.')
    expect(cut(50)).toBe('U betaalt € 83,87 bij de balie.')
    expect(cut(13)).toBe('U betaalt …')
    expect(cut(3)).toBe('U …')
  })

  it('keeps whole blocks and no heading at the end', () => {
    const tree = parseRichText(
      state(
        paragraph(text('Eerst.')),
        { type: 'heading', tag: 'h3', children: [text('Kop')] },
        paragraph(text('x'.repeat(90))),
      ),
    )
    expect(textOf(cutTree(tree, fitsIn(40)), context())).toBe('Eerst.')
  })

  it('does not read a sentence without end once for each of its words', () => {
    const tree = treeOfText('woord '.repeat(3_000))
    let read = 0
    const cut = cutTree(tree, (part) => {
      const { length } = textOf(part, context())
      read += length
      return length <= 650
    })
    expect(textOf(cut, context())).toHaveLength(649)
    expect(read).toBeLessThan(100_000)
  })

  it('always fits', () => {
    fc.assert(
      fc.property(
        fc.lorem({ mode: 'sentences', maxCount: 8 }),
        fc.integer({ min: 1, max: 80 }),
        (words, limit) => {
          const cut = textOf(cutTree(treeOfText(words), fitsIn(limit)), context())
          expect(cut.length).toBeLessThanOrEqual(limit)
        },
      ),
    )
  })
})

it('reads as plain words with facts by name', () => {
  const content = state(paragraph(text('Kost '), fact('f1')))
  expect(plainTextOf(content, () => 'kosten paspoort')).toBe('Kost kosten paspoort')
  expect(plainTextOf(null)).toBe('')
})
