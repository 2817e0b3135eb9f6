import { expect, it } from 'vitest'
import { isRatherEnglish } from './language'

const knows = {
  nl: (word: string) => ['parkeren', 'visum'].includes(word),
  en: (word: string) => ['parking', 'visa', 'permit'].includes(word),
}

it.each([
  ['how do I register here', true],
  ['parking permit', true],
  ['hoe vraag ik een visum aan', false],
  ['parkeren', false],
  ['visum for my wife', true],
  ['', false],
])('takes “%s” for English: %s', (query, expected) => {
  expect(isRatherEnglish(query, knows)).toBe(expected)
})
