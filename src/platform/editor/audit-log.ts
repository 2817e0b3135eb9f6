import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import type { AuditEvent } from '../../../collections/audit-events/events'
import { SLUGS } from '../../../collections/slugs'
import { viewerOf } from '../../access'
import type { Clock } from '../../kernel'
import { asRequestId, REQUEST_ID } from '../request-id'

/** Who asks: all that the audit log takes of a request. */
export type AuditScope = Pick<PayloadRequest, 'payload' | 'transactionID'> &
  Partial<Pick<PayloadRequest, 'user' | 'headers'>>

/**
 * Adds lines to the audit log, in the transaction of the request where it has one: what is rolled back leaves no line. Below
 * the collection API, in which nobody may write here; the adapter is the same for every engine.
 */
export const auditLog =
  (clock: Clock) =>
  async ({ action, subject, detail, actorId }: AuditEvent, scope: AuditScope): Promise<void> => {
    const { payload, transactionID, user, headers } = scope
    await payload.db.create({
      collection: SLUGS.auditEvents,
      data: {
        id: randomUUID(),
        at: clock(),
        action,
        actorId: actorId ?? viewerOf(user)?.id ?? null,
        subjectKind: subject?.kind ?? null,
        subjectId: subject?.id ?? null,
        detail,
        requestId: asRequestId(headers?.get(REQUEST_ID)),
      },
      req: { payload, ...(transactionID !== undefined && { transactionID }) },
    })
  }
