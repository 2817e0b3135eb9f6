'use client'

import { toast, useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import { ADMIN_DATA, type PlanView } from '../admin-api'
import { Icon } from '../icons'
import { planSentence } from './sentences'

/** A plan to come, or one that was refused with the reason; whoever may publish can take it away. */
export const PlanLine = ({ plan }: { readonly plan: PlanView }) => {
  const { config } = useConfig()
  const [isGone, setIsGone] = useState(false)
  const remove = async () => {
    const url = `${config.serverURL}${config.routes.api}${ADMIN_DATA}/plans/${plan.id}`
    const response = await fetch(url, { method: 'DELETE', credentials: 'include' }).catch(() => null)
    if (response?.ok || response?.status === 404) setIsGone(true)
    else if (response?.status === 403) toast.error('Alleen wie dit mag publiceren, kan dit weghalen.')
    else toast.error('Weghalen lukt nu niet. Probeer het later opnieuw.')
  }
  if (isGone) return null
  return (
    <div className={plan.refusal === null ? 'ac-status' : 'ac-problems'} role="status">
      <p className="ac-plan-line">
        <Icon name={plan.refusal === null ? 'coming' : 'trouble'} /> {planSentence(plan)}
      </p>
      <button className="ac-button" onClick={remove} type="button">
        {plan.refusal === null ? 'Niet meer doen' : 'Melding weghalen'}
      </button>
    </div>
  )
}
