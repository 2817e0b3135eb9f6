import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Card } from '../../../publications'
import { sharedTexts } from './shared-texts'

const text = fc.constantFrom('a', 'b', 'a\nb', 'b\na', '', 'reisdocument', 'x'.repeat(40))
const texts = fc.array(text, { maxLength: 4 })
const card: fc.Arbitrary<Card> = fc.record({
  title: text,
  productKind: fc.constant('product' as const),
  isComposite: fc.boolean(),
  audiences: fc.constantFrom(['resident'] as const, ['resident', 'business'] as const),
  themes: texts,
  lifeEvents: texts,
  organisation: fc.option(fc.record({ id: text, slug: text, type: fc.constant('municipality' as const) })),
  upn: texts,
  words: texts,
  productIds: texts,
})

it('changes nothing of any card, however few texts it may remember', () => {
  fc.assert(
    fc.property(fc.array(card), fc.integer({ min: 1, max: 5 }), (cards, most) => {
      const share = sharedTexts(most)
      expect(cards.map(share)).toEqual(cards)
    }),
  )
})

it('keeps equal lists once', () => {
  const share = sharedTexts()
  const [one, other] = fc
    .sample(card, { numRuns: 1, seed: 1 })
    .flatMap((each) => [share(each), share(structuredClone(each))])
  expect(other?.themes).toBe(one?.themes)
  expect(other?.organisation).toBe(one?.organisation)
})
