'use client'

import { useDocumentInfo } from '@payloadcms/ui'
import { useStateWords } from './use-state'

/** Above the form, in the place of Payload's own status, for the same reason as `StateCell`. */
export const DocumentState = () => {
  const { collectionSlug, id, lastUpdateTime, versionCount } = useDocumentInfo()
  const words = useStateWords(
    collectionSlug,
    id === undefined ? undefined : String(id),
    `${lastUpdateTime} ${versionCount}`,
  )
  return (
    <div className="status">
      <div className="status__value-wrap">
        <span className="status__label">Status: </span>
        <span aria-live="polite" className="status__value">
          {id === undefined ? 'Nieuw' : (words ?? '…')}
        </span>
      </div>
    </div>
  )
}
