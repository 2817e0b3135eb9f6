'use client'

import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import { ADMIN_DATA, type UsagesAnswer, type UsageView } from '../admin-api'
import '../admin.css'
import { Icon } from '../icons'
import { useAdminData } from '../use-admin-data'
import { dutchNumber } from '../words'
import { COLLECTION_NAMES } from './collection-names'

/** One click: every item that refers to this fact, organisation, theme … in its draft or in what readers see. */
export const WhereUsed = () => {
  const { collectionSlug, id, lastUpdateTime } = useDocumentInfo()
  const [isOpen, setIsOpen] = useState(false)
  if (id === undefined) return null
  return (
    <details className="ac-box" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>Waar wordt dit gebruikt?</summary>
      {isOpen && <Usages path={`${ADMIN_DATA}/usages/${collectionSlug}/${id}`} version={lastUpdateTime} />}
    </details>
  )
}

const Usages = ({ path, version }: { readonly path: string; readonly version: number }) => {
  const usages = useAdminData<UsagesAnswer>(path, version)
  if (usages.state === 'loading') return <p role="status">Zoeken…</p>
  if (usages.state === 'failed') {
    return (
      <p className="ac-trouble" role="alert">
        <Icon name="trouble" /> Dit is nu niet op te zoeken ({usages.reason}).
      </p>
    )
  }
  const { total, usages: found } = usages.data
  if (total === 0) return <p role="status">Nergens. U kunt dit verwijderen.</p>
  return (
    <>
      <p role="status">{total === 1 ? 'Op 1 plek:' : `Op ${dutchNumber(total)} plekken:`}</p>
      <ul className="ac-list">
        {found.map((usage) => (
          <UsageLine key={`${usage.collection}/${usage.id}`} usage={usage} />
        ))}
      </ul>
      {found.length < total && <p>… en {dutchNumber(total - found.length)} andere.</p>}
    </>
  )
}

const UsageLine = ({ usage }: { readonly usage: UsageView }) => {
  const { config } = useConfig()
  return (
    <li>
      <a href={`${config.routes.admin}/collections/${usage.collection}/${usage.id}`}>{usage.title}</a>{' '}
      <span className="ac-hint">
        {COLLECTION_NAMES[usage.collection] ?? usage.collection}, {placeOf(usage)}
      </span>
    </li>
  )
}

function placeOf({ inDraft, inPublished }: UsageView): string {
  if (inPublished && inDraft) return 'gepubliceerd'
  return inPublished ? 'gepubliceerd (niet meer in het concept)' : 'alleen in concept'
}
