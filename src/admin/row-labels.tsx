'use client'

import { useForm, useRowLabel } from '@payloadcms/ui'
import { useEffect } from 'react'
import { codeLabel, periodLabel } from './row-label-text'
import { CHANNEL_NAMES, SECTION_NAMES } from './words'

type Row = Readonly<Record<string, unknown>>

/** A value of a fact with its period. */
export const PeriodRowLabel = () => <span>{periodLabel(useRowLabel<Row>().data ?? {})}</span>

/** An answer, by its channel. */
export const AnswerRowLabel = () => {
  const { data, rowNumber } = useRowLabel<Row>()
  useOpenWhileNew('channel')
  return (
    <span>
      {codeLabel(CHANNEL_NAMES, {
        code: data?.['channel'],
        words: data?.['question'],
        rowNumber: rowNumber ?? 0,
      })}
    </span>
  )
}

/** A section of a product, by its kind. */
export const SectionRowLabel = () => {
  const { data, rowNumber } = useRowLabel<Row>()
  useOpenWhileNew('key')
  return (
    <span>
      {codeLabel(SECTION_NAMES, { code: data?.['key'], words: data?.['title'], rowNumber: rowNumber ?? 0 })}
    </span>
  )
}

/** Opens a row that was just added: rows begin closed, but who adds one wants to write in it. */
function useOpenWhileNew(kind: string) {
  const { data, path } = useRowLabel<Row>()
  const { dispatchFields, getField } = useForm()
  const isNew = data !== undefined && !data[kind]
  useEffect(() => {
    const [, list, index] = /^(.*)\.(\d+)$/.exec(path) ?? []
    const rows = list === undefined ? undefined : getField(list)?.rows
    if (!isNew || list === undefined || !rows) return
    const updatedRows = rows.map((row, at) => (at === Number(index) ? { ...row, collapsed: false } : row))
    dispatchFields({ type: 'SET_ROW_COLLAPSED', path: list, updatedRows })
    // Once, when it appears: afterwards its editor opens and closes it.
  }, [])
}
