'use client'

import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { ADMIN_DATA, type FollowUpsAnswer } from '../admin-api'
import '../admin.css'
import { Icon } from '../icons'
import { followUpSentence, planSentence } from '../status/sentences'
import { useAdminData } from '../use-admin-data'
import { brokenParts, type BrokenPart } from './readiness'

const POLL_MS = 10_000

/** On the dashboard: publications that did not go through and parts that are down. Silent when all is well. */
export const HealthBanner = () => {
  const { config } = useConfig()
  const followUps = useAdminData<FollowUpsAnswer>(`${ADMIN_DATA}/follow-ups`, null, POLL_MS)
  const broken = useBrokenParts()
  const failed =
    followUps.state === 'loaded' ? followUps.data.followUps.filter(({ state }) => state === 'failed') : []
  const refused = followUps.state === 'loaded' ? followUps.data.refusedPlans : []
  if (failed.length === 0 && refused.length === 0 && broken.length === 0) return <div aria-live="polite" />
  return (
    <div aria-live="polite" className="ac-banner" role="status">
      {broken.map(({ name, reason }) => (
        <p key={name}>
          <Icon name="trouble" /> {name} werkt nu niet. Uw werk blijft bewaard en gaat vanzelf door.
          {reason && <span className="ac-hint"> ({reason})</span>}
        </p>
      ))}
      {refused.map((plan) => (
        <p className="ac-plan-line" key={plan.id}>
          <Icon name="trouble" />{' '}
          <a href={`${config.routes.admin}/collections/${plan.collection}/${plan.itemId}`}>{plan.title}</a>:{' '}
          {planSentence(plan)}
        </p>
      ))}
      {failed.map((followUp) => (
        <p key={followUp.id}>
          <Icon name="trouble" />{' '}
          <a href={`${config.routes.admin}/collections/${followUp.collection}/${followUp.itemId}`}>
            {followUp.title}
          </a>
          : {followUpSentence(followUp)}
        </p>
      ))}
    </div>
  )
}

function useBrokenParts(): readonly BrokenPart[] {
  const [parts, setParts] = useState<readonly BrokenPart[]>([])
  useEffect(() => {
    const abort = new AbortController()
    const look = () => {
      // Delivery answers this on the same origin. Without it (editor alone) there is nothing to report.
      fetch('/readyz', { signal: abort.signal })
        .then((response) => response.json())
        .then((body: unknown) => setParts(brokenParts(body)))
        .catch(() => undefined)
    }
    look()
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), POLL_MS)
    return () => {
      abort.abort()
      clearInterval(timer)
    }
  }, [])
  return parts
}
