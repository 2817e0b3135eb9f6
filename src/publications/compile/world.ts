import type {
  Fact,
  FactNames,
  LifeEventSource,
  LocationSource,
  OrganisationSource,
  ThemeSource,
  UplSource,
} from '../../catalogue'
import type { LinkedKind } from '../../answers'
import type { ImageCard } from '../record'

/** A published item that a text can link to. */
export type LinkedItem = { readonly slug: string; readonly title: string }

/** Everything an item can refer to, as readers may see it: published versions, never drafts. */
export type World = {
  readonly fact: (id: string) => Fact | 'unpublished' | undefined
  /** What editors call a fact that readers cannot see, for messages; its id when even that is unknown. */
  readonly factNames: (id: string) => FactNames
  readonly organisation: (id: string) => OrganisationSource | undefined
  readonly uplEntry: (id: string) => UplSource | undefined
  /** Ancestors too. */
  readonly theme: (id: string) => ThemeSource | undefined
  readonly lifeEvent: (id: string) => LifeEventSource | undefined
  readonly location: (id: string) => LocationSource | undefined
  readonly image: (id: string) => ImageCard | undefined
  /** A link to an item that is not there keeps its words and loses its address. */
  readonly linkTarget: (kind: LinkedKind, id: string) => LinkedItem | undefined
  /** Parts of another composite product, for the check on circles; empty when unknown. */
  readonly partsOf: (productId: string) => readonly string[]
  /** Stands before the path of links between items: empty, or the site's origin. */
  readonly basePath: string
}

export type WorldMaps = {
  readonly facts?: ReadonlyMap<string, Fact>
  /** Ids of facts that were never published, or the same with their names. */
  readonly unpublishedFacts?: ReadonlySet<string> | ReadonlyMap<string, FactNames>
  readonly organisations?: ReadonlyMap<string, OrganisationSource>
  readonly uplEntries?: ReadonlyMap<string, UplSource>
  readonly themes?: ReadonlyMap<string, ThemeSource>
  readonly lifeEvents?: ReadonlyMap<string, LifeEventSource>
  readonly locations?: ReadonlyMap<string, LocationSource>
  readonly images?: ReadonlyMap<string, ImageCard>
  readonly products?: ReadonlyMap<string, LinkedItem>
  readonly questions?: ReadonlyMap<string, LinkedItem>
  readonly parts?: ReadonlyMap<string, readonly string[]>
  readonly basePath?: string
}

/** A world out of maps by id; an absent map is an empty one. */
export function worldOf(maps: WorldMaps): World {
  const drafts = maps.unpublishedFacts
  const draftNames = drafts instanceof Map ? drafts : new Map<string, FactNames>()
  return {
    factNames: (id) => draftNames.get(id) ?? { fact: id, label: '' },
    fact: (id) => maps.facts?.get(id) ?? (drafts?.has(id) ? 'unpublished' : undefined),
    organisation: (id) => maps.organisations?.get(id),
    uplEntry: (id) => maps.uplEntries?.get(id),
    theme: (id) => maps.themes?.get(id),
    lifeEvent: (id) => maps.lifeEvents?.get(id),
    location: (id) => maps.locations?.get(id),
    image: (id) => maps.images?.get(id),
    linkTarget: (kind, id) => (kind === 'product' ? maps.products : maps.questions)?.get(id),
    partsOf: (productId) => maps.parts?.get(productId) ?? [],
    basePath: maps.basePath ?? '',
  }
}
