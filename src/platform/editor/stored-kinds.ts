import type { TargetKind } from '../../../collections/ports'
import { ITEM_KINDS, type ItemKind } from '../../catalogue'
import type { ItemRef } from './publication-store'

const TARGET_KINDS: Readonly<Record<Exclude<TargetKind, ItemKind>, true>> = {
  fact: true,
  uplEntry: true,
  department: true,
  image: true,
}

/** Throws when the database holds a kind that this version does not know. */
export function itemRef(kind: string, id: string): ItemRef {
  const known = ITEM_KINDS.find((item) => item === kind)
  if (known === undefined) throw new Error(`Unknown kind of item in the database: ${kind}`)
  return { kind: known, id }
}

/** Throws when the database holds a kind that this version does not know. */
export function targetKind(kind: string): TargetKind {
  const known = ITEM_KINDS.find((item) => item === kind)
  if (known !== undefined) return known
  if (isOtherTarget(kind)) return kind
  throw new Error(`Unknown kind of target in the database: ${kind}`)
}

function isOtherTarget(kind: string): kind is Exclude<TargetKind, ItemKind> {
  return Object.hasOwn(TARGET_KINDS, kind)
}
