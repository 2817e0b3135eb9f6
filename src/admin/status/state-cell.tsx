'use client'

import type { DefaultCellComponentProps } from 'payload'
import { useStateWords } from './use-state'

/** In lists, in the place of Payload's own: that one takes what it keeps beside a published language for a draft. */
export const StateCell = ({ collectionSlug, rowData }: DefaultCellComponentProps) => {
  const id: unknown = rowData?.['id']
  const words = useStateWords(collectionSlug, typeof id === 'string' ? id : undefined, rowData?.['updatedAt'])
  return <span>{words ?? '…'}</span>
}
