import type { Config } from 'payload'
import type { CollectionPorts } from '../../../collections/ports'
import { viewerOf } from '../../access'

type AfterError = NonNullable<NonNullable<Config['hooks']>['afterError']>[number]

/**
 * Notes what somebody who is logged in may not do. Who is not logged in may do nothing at all, which would fill the log with
 * what every passer-by tries.
 */
export const noteDenied =
  (ports: Pick<CollectionPorts, 'audit'>): AfterError =>
  async ({ error, collection, req }) => {
    if (Reflect.get(error, 'status') !== 403 || viewerOf(req.user) === null) return
    const subject = collection ? { kind: 'collection', id: collection.slug } : null
    await ports.audit({ action: 'denied', subject, detail: req.method ?? null }, req)
  }
