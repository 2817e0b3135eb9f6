'use client'

import {
  Button,
  Drawer,
  toast,
  useDocumentInfo,
  useLocale,
  useModal,
  useServerFunctions,
} from '@payloadcms/ui'
import { useId, useState } from 'react'
import { LOCALES } from '../../catalogue'
import '../admin.css'
import { LANGUAGE_NAMES } from '../words'
import { dutchInstant } from './dutch-time'

const ALL = 'all'

/** Asks what is to happen when, and in which language; the language of the screen unless the editor says otherwise. */
export const PlanDrawer = ({ slug }: { readonly slug: string }) => {
  const { closeModal } = useModal()
  const { collectionSlug, id } = useDocumentInfo()
  const { code } = useLocale()
  const { schedulePublish } = useServerFunctions()
  const [type, setType] = useState<'publish' | 'unpublish'>('publish')
  const [locale, setLocale] = useState(code)
  const [moment, setMoment] = useState('')
  const [busy, setBusy] = useState(false)
  const name = useId()

  const plan = async () => {
    const date = dutchInstant(moment)
    if (date === null || date.getTime() <= Date.now()) {
      toast.error('Kies een dag en een tijd die nog moeten komen.')
      return
    }
    setBusy(true)
    const asked = schedulePublish({
      type,
      date,
      doc: { relationTo: collectionSlug ?? '', value: String(id) },
      ...(type === 'publish' && locale !== ALL && { localeToPublish: locale }),
    })
    const isPlanned = await Promise.resolve(asked).then(hasSucceeded, () => false)
    setBusy(false)
    if (!isPlanned) {
      toast.error('Plannen lukt nu niet. Probeer het later opnieuw.')
      return
    }
    toast.success('Gepland. U ziet het rechts, onder Publicatie.')
    closeModal(slug)
  }

  return (
    <Drawer slug={slug} title="Publicatie plannen">
      <div className="ac-plan">
        <fieldset>
          <legend>Wat moet er gebeuren?</legend>
          {TYPES.map(([value, label]) => (
            <label key={value}>
              <input checked={type === value} name={name} onChange={() => setType(value)} type="radio" />{' '}
              {label}
            </label>
          ))}
        </fieldset>
        <label>
          Wanneer? (Nederlandse tijd)
          <input onChange={(event) => setMoment(event.target.value)} type="datetime-local" value={moment} />
        </label>
        {type === 'publish' && (
          <label>
            In welke taal?
            <select onChange={(event) => setLocale(event.target.value)} value={locale}>
              {LOCALES.map((known) => (
                <option key={known} value={known}>
                  {LANGUAGE_NAMES[known]}
                </option>
              ))}
              <option value={ALL}>Alle talen waarin er tekst is</option>
            </select>
          </label>
        )}
        <Button disabled={busy} id="plan-publication-save" onClick={plan}>
          Plannen
        </Button>
      </div>
    </Drawer>
  )
}

/** Payload answers with an error in place of throwing one. */
const hasSucceeded = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && !('error' in answer)

const TYPES = [
  ['publish', 'Publiceren'],
  ['unpublish', 'Van de kanalen halen (alle talen)'],
] as const
