import type { Locale } from '../../catalogue'
import { spokenAmount } from './amounts'
import { spokenAddress } from './reachable'

const WORDS = {
  nl: { percent: ' procent', and: 'en', slash: ' of ', outOf: ' van ' },
  en: { percent: ' per cent', and: 'and', slash: ' or ', outOf: ' of ' },
} as const

/**
 * Written text made fit to be read out: brackets become commas; amounts, percentages, web and e-mail addresses become words;
 * signs that nobody says are left out.
 */
export function spokenText(text: string, locale: Locale): string {
  const words = WORDS[locale]
  return text
    .replace(/https?:\/\/\S*[^\s.,;:!?)]|www\.\S*[^\s.,;:!?)]|[\w.%+-]+@[\w.-]+\w/gi, (address) =>
      spokenAddress(address.replace(/^https?:\/\//i, '').replace(/[/?#]+$/, ''), locale),
    )
    .replace(/€\s?(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{2}))?(?!\d)/g, (_, euros: string, cents?: string) =>
      spokenAmount(Number(euros.replace(/[.,]/g, '')) * 100 + Number(cents ?? 0), locale),
    )
    .replace(/\s?%/g, words.percent)
    .replace(/\bt\/m\b/gi, 'tot en met')
    .replace(/\ben\/of\b/gi, 'of')
    .replace(/&/g, words.and)
    .replace(/(\d)\s?\/\s?(?=\d)/g, `$1${words.outOf}`)
    .replace(/\s?\/\s?/g, words.slash)
    .replace(/\s?[([{]([^()[\]{}]*)[)\]}](?=\s*([.,;:!?]?))/g, (_, inner: string, next: string) =>
      next === '' ? `, ${inner.trim()},` : `, ${inner.trim()}`,
    )
    .replace(/[€$£@()[\]{}<>\\*#_|~^=+]+/g, ' ')
    .replace(/ {2,}/g, ' ')
}
