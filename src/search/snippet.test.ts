import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bestSnippet, MARK, snippetHtml } from './snippet'

it('marks what was found and escapes everything else', () => {
  expect(snippetHtml(`<b>${MARK.open}paspoort${MARK.close}</b> & meer`)).toBe(
    '&lt;b&gt;<mark>paspoort</mark>&lt;/b&gt; &amp; meer',
  )
})

it('never lets markup of a text through', () => {
  const sign = fc.constantFrom('<', '>', '"', "'", '&', MARK.open, MARK.close, 'a', ' ')
  fc.assert(
    fc.property(fc.string({ unit: sign }), (text) => {
      const html = snippetHtml(text)
      const rest = html.replaceAll(/<mark>[^<>]*<\/mark>/g, '')
      expect(rest).not.toMatch(/[<>"']/)
      expect(html).not.toContain(MARK.open)
      expect(html).not.toContain(MARK.close)
    }),
  )
})

it('shows the text in which something was found', () => {
  expect(bestSnippet(['Samenvatting', `de ${MARK.open}kosten${MARK.close}`])).toBe('de <mark>kosten</mark>')
  expect(bestSnippet(['', 'Samenvatting'])).toBe('Samenvatting')
  expect(bestSnippet([])).toBe('')
})
