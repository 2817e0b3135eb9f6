import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeDeleteHook,
  CollectionBeforeOperationHook,
  CollectionConfig,
} from 'payload'
import { LOCALES } from '../src/catalogue'
import type { ItemKind } from '../src/catalogue'
import type { CollectionPorts, TargetKind } from './ports'

type Hooks = NonNullable<CollectionConfig['hooks']>

/** Hooks of a collection whose documents readers get: decide nothing, pass on in the save's transaction. */
export function itemHooks(kind: ItemKind, ports: CollectionPorts): Hooks {
  const afterChange: CollectionAfterChangeHook = async ({ doc, req }) => {
    await ports.publishItem({ kind, id: String(doc.id) }, req)
    await ports.followUp({ kind, id: String(doc.id) }, req)
    return doc
  }
  const afterDelete: CollectionAfterDeleteHook = async ({ id, req }) => {
    await ports.retractItem({ kind, id: String(id) }, req)
  }
  return {
    afterChange: [afterChange],
    beforeDelete: [keepWhileInUse(kind, ports)],
    afterDelete: [afterDelete],
  }
}

/** Hooks of a collection that items refer to but that is no item itself. */
export function targetHooks(kind: Exclude<TargetKind, ItemKind>, ports: CollectionPorts): Hooks {
  const afterChange: CollectionAfterChangeHook = async ({ doc, req }) => {
    await ports.followUp({ kind, id: String(doc.id) }, req)
    return doc
  }
  return { afterChange: [afterChange], beforeDelete: [keepWhileInUse(kind, ports)] }
}

const keepWhileInUse =
  (kind: TargetKind, ports: CollectionPorts): CollectionBeforeDeleteHook =>
  ({ id, req }) =>
    ports.refuseWhileInUse({ kind, id: String(id) }, req)

/**
 * Publishing is per language (design, section 10): without this, publishing Dutch would take half-done English along.
 * Payload's own switches are `publishSpecificLocale` and `publishAllLocales`. Who asks for all gets every language that has a
 * title and is not withheld; who uses neither publishes the language of the request.
 */
export const publishOneLanguage: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if ((operation !== 'update' && operation !== 'updateByID' && operation !== 'create') || !('data' in args))
    return args
  const status = statusOf(args.data)
  if (status !== 'published' || ('publishSpecificLocale' in args && args.publishSpecificLocale)) return args
  if ('publishAllLocales' in args && args.publishAllLocales) return args
  const locale = LOCALES.find((known) => known === req.locale)
  return locale === undefined ? args : { ...args, publishSpecificLocale: locale }
}

/**
 * A request over REST that names no language, or one that is not there, is about Dutch. With `fallback: false` Payload leaves
 * such a request without a language, and then cannot ask for a field that has one (3.90.2).
 */
export const assumeLanguage: CollectionBeforeOperationHook = ({ args, req }) => {
  if (req.locale !== 'all' && !LOCALES.some((known) => known === req.locale)) req.locale = LOCALES[0]
  return args
}

const statusOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && '_status' in data ? data._status : undefined
