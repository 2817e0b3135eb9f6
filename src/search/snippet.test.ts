import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snippetOf } from './snippet'

const LONG = `Vooraf ${'nog een woord '.repeat(20)}en dan uw paspoort en ${'weer een woord '.repeat(20)}`

describe('snippetOf', () => {
  it('marks what was searched for and escapes everything else', () => {
    expect(snippetOf(['<b>Paspoort</b> & meer'], ['paspoort'], 'nl')).toBe(
      '&lt;b&gt;<mark>Paspoort</mark>&lt;/b&gt; &amp; meer',
    )
  })

  it('marks other forms of the same word, with and without accents', () => {
    expect(snippetOf(['Uw verhuizing naar een financiële regeling'], ['verhuizen', 'financiele'], 'nl')).toBe(
      'Uw <mark>verhuizing</mark> naar een <mark>financiële</mark> regeling',
    )
  })

  it('shows the text that holds most of the words, and of equals the first', () => {
    const texts = ['Het paspoort.', 'De kosten van het paspoort.', 'Kosten en paspoort.']
    expect(snippetOf(texts, ['kosten', 'paspoort'], 'nl')).toBe(
      'De <mark>kosten</mark> van het <mark>paspoort</mark>.',
    )
  })

  it('shows the first text that is not empty when nothing was found', () => {
    expect(snippetOf(['', ' ', 'Samenvatting.', 'Meer.'], ['paspoort'], 'nl')).toBe('Samenvatting.')
    expect(snippetOf([], ['paspoort'], 'nl')).toBe('')
  })

  it('cuts a long text around what was found', () => {
    const snippet = snippetOf([LONG], ['paspoort'], 'nl')
    expect(snippet).toMatch(/^… .* uw <mark>paspoort<\/mark> en .* …$/)
    expect(snippet.split(' ').length).toBeLessThan(35)
  })

  it('shows the part that holds most of the words, wherever it stands', () => {
    const text = `Uw paspoort ${'is een woord '.repeat(15)}en dan de kosten van een paspoort: € 89,80. ${'Meer woorden. '.repeat(20)}`
    expect(snippetOf(['Een paspoort.', text], ['kosten', 'paspoort'], 'nl')).toContain(
      'de <mark>kosten</mark> van een <mark>paspoort</mark>: € 89,80',
    )
  })

  it('marks words that begin with what was typed, when that is long enough', () => {
    expect(snippetOf(['Het paspoort en de pas.'], ['paspo'], 'nl')).toBe(
      'Het <mark>paspoort</mark> en de pas.',
    )
    expect(snippetOf(['Een kostuum.'], ['kost'], 'nl')).toBe('Een kostuum.')
  })

  it('never lets markup of a text through, and loses no letter of a short one', () => {
    const sign = fc.constantFrom('<', '>', '"', "'", '&', 'paspoort', 'a', ' ', 'é', '€')
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 20 }), (text) => {
        const rest = snippetOf([text], ['paspoort'], 'nl').replaceAll(/<mark>([^<>]*)<\/mark>/g, '$1')
        expect(rest).not.toMatch(/[<>"']/)
        const letters = (of: string) => (of.match(/\p{L}/gu) ?? []).join('')
        expect(letters(rest.replaceAll(/&#?\w+;/g, ''))).toBe(letters(text.normalize('NFC')))
      }),
    )
  })
})
