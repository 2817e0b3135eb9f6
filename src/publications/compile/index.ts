/**
 * Compiling: from what editors keep, and the world around it, to what readers get at one moment. The same input gives the same
 * output, always; nothing here asks what time it is.
 */
import type { Locale } from '../../catalogue'
import { assertNever, type Instant } from '../../kernel'
import type { PublicRecord } from '../record'
import type { Compilation, EndedFacts, ItemSource } from './item'
import { compileProduct } from './product'
import { compileQuestion } from './question'
import { compileLifeEvent, compileLocation, compileOrganisation, compileTheme } from './surroundings'
import type { World } from './world'

export { publicPath } from './context'
export type { Compilation, Compiled, EndedFacts, ItemSource } from './item'
export { previewItem, type Preview } from './preview'
export { compileProduct } from './product'
export { compileQuestion } from './question'
export { references, type References } from './references'
export { compileLifeEvent, compileLocation, compileOrganisation, compileTheme } from './surroundings'
export { worldOf, type LinkedItem, type World, type WorldMaps } from './world'

/** Compiles any item. For products and questions the language is the source's own. */
export function compileItem(
  item: ItemSource,
  world: World,
  locale: Locale,
  at: Instant,
  endedFacts: EndedFacts = 'refuse',
): Compilation<PublicRecord> {
  switch (item.kind) {
    case 'product':
      return compileProduct(item.source, world, at, endedFacts)
    case 'question':
      return compileQuestion(item.source, world, at, endedFacts)
    case 'organisation':
      return compileOrganisation(item.source, world, locale, at, endedFacts)
    case 'location':
      return compileLocation(item.source, world, locale)
    case 'theme':
      return compileTheme(item.source, world, locale)
    case 'lifeEvent':
      return compileLifeEvent(item.source, locale)
    default:
      return assertNever(item)
  }
}
