import type { CollectionBeforeOperationHook } from 'payload'
import type { CollectionName } from '../../collections/slugs'
import { grantOf, isOwnerlessDraft } from './rules'
import { viewerOf } from './viewer'

/**
 * A new draft of which nobody said whose it is belongs to the first organisation of its writer. The screens make a draft before
 * there is anything in it, and who writes for their own organisations may make none that belongs to nobody.
 */
export const draftsBelongToWriter =
  (collection: CollectionName, owner: string): CollectionBeforeOperationHook =>
  ({ args, operation, req, overrideAccess }) => {
    if (operation !== 'create' || overrideAccess === true) return args
    const organisation = viewerOf(req.user)?.organisationIds[0]
    if (organisation === undefined || grantOf(collection, 'create', req.user) !== 'own') return args
    const given: unknown = 'data' in args ? args.data : undefined
    const isDraft = 'draft' in args && (args.draft === true || String(args.draft) === 'true')
    const data = { ...(typeof given === 'object' && given), ...(isDraft && { _status: 'draft' }) }
    return isOwnerlessDraft(data, owner) ? { ...args, data: { ...data, [owner]: organisation } } : args
  }
