import { Forbidden } from 'payload'
import type { CollectionBeforeOperationHook } from 'payload'
import type { CollectionName } from '../../collections/slugs'
import { grantOf } from './rules'

/**
 * Only who may publish changes what readers see: everybody else saves drafts. Runs before the operation, because access
 * functions are not told whether a save is a draft.
 *
 * Steps aside only where somebody said that access does not count. Payload's Local API says so unless it is told otherwise;
 * its REST says nothing at all (3.90.2).
 */
export const onlyPublishersPublish =
  (collection: CollectionName): CollectionBeforeOperationHook =>
  ({ args, operation, req, overrideAccess }) => {
    if (overrideAccess === true || grantOf(collection, 'publish', req.user) !== 'no') return args
    if (changesReaders(operation, args)) throw new Forbidden(req.t)
    return args
  }

/** Whatever is not clearly a draft counts as a change. `draft: true` with `_status: published` publishes in Payload too. */
function changesReaders(operation: string, args: object): boolean {
  if (operation === 'create') return !hasDraftStatus(args) || publishesLanguages(args)
  if (operation === 'update' || operation === 'updateByID')
    return !isDraft(args) || !hasDraftStatus(args) || publishesLanguages(args)
  return operation === 'restoreVersion' && !isDraft(args)
}

const valueOf = (args: object, name: string): unknown => Reflect.get(args, name)

const isDraft = (args: object): boolean => {
  const draft = valueOf(args, 'draft')
  return draft === true || draft === 'true'
}

function hasDraftStatus(args: object): boolean {
  const data = valueOf(args, 'data')
  const status = typeof data === 'object' && data !== null ? valueOf(data, '_status') : undefined
  return status === undefined || status === null || status === 'draft'
}

const publishesLanguages = (args: object): boolean =>
  ['publishSpecificLocale', 'publishAllLocales', 'unpublishAllLocales'].some((name) => valueOf(args, name))
