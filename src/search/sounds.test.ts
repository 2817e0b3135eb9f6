import { expect, it } from 'vitest'
import { soundOf } from './sounds'

it.each([
  ['bijstand', 'beistant'],
  ['rijbewijs', 'reibewijs'],
  ['verwijdering', 'verweidering'],
  ['kachel', 'kaggel'],
  ['vergunning', 'fergunning'],
  ['paspoort', 'pasport'],
  ['huwelijk', 'huwelik'],
  ['belasting', 'bellasting'],
  ['contact', 'kontakt'],
])('hears %s in %s', (right, wrong) => {
  expect(soundOf(wrong)).toBe(soundOf(right))
})

it.each([
  ['kap', 'kaas'],
  ['huur', 'hoor'],
  ['straf', 'straat'],
])('tells %s and %s apart', (one, other) => {
  expect(soundOf(one)).not.toBe(soundOf(other))
})
