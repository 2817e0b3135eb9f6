import type { Card, CardFilter } from '../../../publications'

/** A card with its words made ready for comparison. */
export type FilterableCard = { readonly card: Card; readonly folded: string }

/** The test that cards must pass; null when every card passes. */
export function conditionOf(filter: CardFilter): ((entry: FilterableCard) => boolean) | null {
  const tests: ((entry: FilterableCard) => boolean)[] = []
  const { theme, lifeEvent, audience, organisation, organisationType, upn, kind, text, productId } = filter
  if (theme !== undefined) tests.push(({ card }) => card.themes.includes(theme))
  if (lifeEvent !== undefined) tests.push(({ card }) => card.lifeEvents.includes(lifeEvent))
  if (audience !== undefined) tests.push(({ card }) => card.audiences.includes(audience))
  if (organisation !== undefined) {
    tests.push(
      ({ card }) => card.organisation?.id === organisation || card.organisation?.slug === organisation,
    )
  }
  if (organisationType !== undefined) tests.push(({ card }) => card.organisation?.type === organisationType)
  if (upn !== undefined) {
    const wanted = nameKey(upn)
    tests.push(({ card }) => card.upn.some((name) => nameKey(name) === wanted))
  }
  if (kind !== undefined) tests.push(({ card }) => card.productKind === kind)
  if (productId !== undefined) tests.push(({ card }) => card.productIds.includes(productId))
  const words = text === undefined ? [] : fold(text).split(/\s+/).filter(Boolean)
  if (words.length > 0) tests.push(({ folded }) => words.every((word) => folded.includes(word)))
  return tests.length === 0 ? null : (entry) => tests.every((test) => test(entry))
}

/** Names are compared without regard to case, URIs as they are: on the national list they differ by case alone. */
export const nameKey = (name: string): string => (name.startsWith('http') ? name : name.toLowerCase())

/** Lower case without accents, for comparing words. */
export const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
