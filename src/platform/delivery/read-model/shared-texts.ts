import type { Card } from '../../../publications'

/** So many texts are remembered at most; after that it begins anew, which costs some memory and changes nothing else. */
const MOST_TEXTS = 500_000

/**
 * Keeps equal texts of many cards once. Most of what a card holds stands in many others: themes, organisations, uniform
 * names, keywords. Of a hundred thousand cards that is two thirds of their memory, and of what the garbage collector looks at.
 */
export function sharedTexts(mostTexts = MOST_TEXTS): (card: Card) => Card {
  const texts = new Map<string, string>()
  const lists = new Map<string, readonly string[]>()
  const organisations = new Map<string, Card['organisation']>()

  const shared = (text: string): string => {
    const known = texts.get(text)
    if (known !== undefined) return known
    if (texts.size >= mostTexts) texts.clear()
    texts.set(text, text)
    return text
  }
  /** Lists of which there are few: those of themes, of audiences. */
  const sharedList = <T extends string>(list: readonly T[]): readonly T[] => {
    const key = list.join('\n')
    const known = lists.get(key)
    // Two lists may be put together to the same text.
    const same = known?.length === list.length && list.every((text, place) => text === known[place])
    // What is in it was compared: it is a list of these very texts.
    if (same) return known as readonly T[]
    if (lists.size >= mostTexts) lists.clear()
    lists.set(key, list)
    return list
  }
  const sharedOrganisation = (organisation: Card['organisation']): Card['organisation'] => {
    if (organisation === null) return null
    const { id, slug, type } = organisation
    const key = JSON.stringify([id, slug, type])
    const known = organisations.get(key)
    if (known !== undefined) return known
    organisations.set(key, organisation)
    return organisation
  }

  return (card) => ({
    ...card,
    audiences: sharedList(card.audiences),
    themes: sharedList(card.themes),
    lifeEvents: sharedList(card.lifeEvents),
    organisation: sharedOrganisation(card.organisation),
    upn: sharedList(card.upn),
    words: card.words.map(shared),
  })
}
