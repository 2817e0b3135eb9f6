import type { Payload } from 'payload'
import { instantOf } from '../../kernel'
import { auditLog } from './audit-log'

/** Notes in the audit log that the whole catalogue was copied out, by whoever may run commands on the machine. */
export const noteExport = (payload: Payload, documents: number): Promise<void> =>
  auditLog(() => instantOf(new Date()))(
    {
      action: 'exported',
      subject: { kind: 'catalogue', id: 'whole' },
      detail: `${documents} documents`,
    },
    { payload },
  )
