import type { LinkedKind, RenderContext } from '../../answers'
import type { Channel, Locale } from '../../catalogue'
import { resolvedFact, type BoundFacts } from './facts'
import type { World } from './world'

const FOLDERS: Readonly<Record<LinkedKind, string>> = { product: 'producten', question: 'vragen' }

/** Where an item stands on the site: `/producten/paspoort`, `/en/producten/passport`. */
export function publicPath(kind: LinkedKind, slug: string, locale: Locale): string {
  return `${locale === 'nl' ? '' : `/${locale}`}/${FOLDERS[kind]}/${encodeURIComponent(slug)}`
}

/** What rendering an item's texts needs, per channel. */
export function contextsFor(
  facts: BoundFacts,
  world: World,
  locale: Locale,
): (channel: Channel) => RenderContext {
  const link = (kind: LinkedKind, id: string) => {
    const target = world.linkTarget(kind, id)
    return target === undefined ? null : world.basePath + publicPath(kind, target.slug, locale)
  }
  return (channel) => ({ channel, locale, link, fact: (id) => resolvedFact(facts.records, id, channel) })
}
