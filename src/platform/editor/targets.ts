import type { TargetKind } from '../../../collections/ports'
import type { Locale } from '../../catalogue'
import { type ItemSource, references, type References, type World } from '../../publications'
import type { TargetRef } from './publication-store'
import type { LoadedItem } from './source-loader'

const KINDS: Readonly<Record<keyof References, TargetKind>> = {
  facts: 'fact',
  organisations: 'organisation',
  departments: 'department',
  themes: 'theme',
  lifeEvents: 'lifeEvent',
  locations: 'location',
  products: 'product',
  questions: 'question',
  uplEntries: 'uplEntry',
  images: 'image',
}

/**
 * Everything whose change can change what the item says, in any of its languages: what it refers to itself, the themes
 * above its themes, and the organisations of its locations.
 */
export function targetsOf(item: LoadedItem, worlds: ReadonlyMap<Locale, World>): readonly TargetRef[] {
  const targets = new Map<string, TargetRef>()
  const add = (kind: TargetKind, id: string) => targets.set(`${kind} ${id}`, { kind, id })
  for (const [locale, source] of item.sources) {
    const direct = directTargets(source)
    const world = worlds.get(locale)
    for (const { kind, id } of direct) add(kind, id)
    if (world === undefined) continue
    for (const { kind, id } of direct) {
      const organisationId = kind === 'location' ? world.location(id)?.organisationId : undefined
      if (organisationId !== undefined) add('organisation', organisationId)
      if (kind === 'theme') for (const ancestor of ancestorsOf(id, world)) add('theme', ancestor)
    }
  }
  return [...targets.values()]
}

export function directTargets(source: ItemSource): readonly TargetRef[] {
  return Object.entries(references(source)).flatMap(([key, ids]) => {
    if (!isReferenceKind(key)) return []
    return ids.map((id) => ({ kind: KINDS[key], id }))
  })
}

function isReferenceKind(key: string): key is keyof References {
  return Object.hasOwn(KINDS, key)
}

function ancestorsOf(themeId: string, world: World): ReadonlySet<string> {
  const ancestors = new Set<string>()
  let parent = world.theme(themeId)?.parentId ?? null
  while (parent !== null && !ancestors.has(parent)) {
    ancestors.add(parent)
    parent = world.theme(parent)?.parentId ?? null
  }
  return ancestors
}
