'use client'

import { useDocumentInfo } from '@payloadcms/ui'
import { ADMIN_DATA, type FollowUpView, type LanguageStatus, type PublicationAnswer } from '../admin-api'
import '../admin.css'
import { Icon } from '../icons'
import { useAdminData } from '../use-admin-data'
import { LANGUAGE_NAMES } from '../words'
import { PlanLine } from './plan-line'
import { comingSentences, currentSentence, followUpSentence, overdueSentence } from './sentences'

/** Follow-ups run in the background; this is how often the screen looks how far they are. */
const POLL_MS = 3_000

/** What readers see of this item now, what changes by itself, and how far the follow-ups of a change are. */
export const PublicationStatus = () => {
  const { collectionSlug, id, lastUpdateTime } = useDocumentInfo()
  const path = id === undefined ? null : `${ADMIN_DATA}/publication/${collectionSlug}/${id}`
  const status = useAdminData<PublicationAnswer>(path, lastUpdateTime, POLL_MS)
  if (status.state === 'loading') return null
  if (status.state === 'failed') {
    return (
      <p className="ac-trouble" role="alert">
        <Icon name="trouble" /> De stand van de publicatie is nu niet op te halen ({status.reason}).
      </p>
    )
  }
  const { followUps, languages, plans } = status.data
  if (languages.length === 0 && followUps.length === 0 && plans.length === 0) return null
  return (
    <section aria-label="Publicatie" className="ac-box">
      <h2 className="ac-heading">Publicatie</h2>
      {plans.map((plan) => (
        <PlanLine key={plan.id} plan={plan} />
      ))}
      {languages.map((language) => (
        <LanguageLines key={language.locale} status={language} />
      ))}
      {followUps.map((followUp) => (
        <FollowUpLine followUp={followUp} key={followUp.id} />
      ))}
    </section>
  )
}

const LanguageLines = ({ status }: { readonly status: LanguageStatus }) => {
  const overdue = overdueSentence(
    status,
    new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' }),
  )
  return (
    <div className="ac-status">
      <h3>{LANGUAGE_NAMES[status.locale]}</h3>
      <p>
        <span aria-hidden="true">{status.current ? '● ' : '○ '}</span>
        {currentSentence(status)}
      </p>
      {comingSentences(status).map((sentence) => (
        <p key={sentence}>
          <Icon name="coming" /> {sentence}
        </p>
      ))}
      {overdue && (
        <p className="ac-trouble">
          <Icon name="trouble" /> {overdue}
        </p>
      )}
    </div>
  )
}

const FollowUpLine = ({ followUp }: { readonly followUp: FollowUpView }) => (
  <div className="ac-status" role="status">
    <p className={followUp.state === 'failed' ? 'ac-trouble' : undefined}>
      {followUp.state === 'failed' && <Icon name="trouble" />}
      {followUpSentence(followUp)}
    </p>
    {(followUp.state === 'running' || followUp.state === 'waiting') && followUp.total > 0 && (
      <progress aria-label="Bijgewerkte teksten" max={followUp.total} value={followUp.done} />
    )}
  </div>
)
