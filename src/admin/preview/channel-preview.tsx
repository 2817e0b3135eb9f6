'use client'

import { useDocumentInfo, useLocale } from '@payloadcms/ui'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { CHANNEL_LIMITS, lengthOf } from '../../answers/limits'
import { CHANNELS, type Channel } from '../../catalogue/codes'
import { problemMessage } from '../../i18n/problems'
import type { ChannelAnswerRecord, Problem } from '../../publications'
import '../admin.css'
import { Icon } from '../icons'
import { useAdminData } from '../use-admin-data'
import { CHANNEL_NAMES } from '../words'
import { channelOfProblem, lengthNote, servedFromSentence, tabAfterKey } from './sentences'

type Preview = { readonly answers: readonly ChannelAnswerRecord[]; readonly problems: readonly Problem[] }

/** What each channel would say if the draft, as last saved, were published now. */
export const ChannelPreview = () => {
  const { collectionSlug, id, lastUpdateTime } = useDocumentInfo()
  const { code } = useLocale()
  const path = id === undefined ? null : `/${collectionSlug}/${id}/preview?locale=${code}`
  const preview = useAdminData<Preview>(path, lastUpdateTime)
  if (path === null) return <p className="ac-hint">Sla eerst op; daarna ziet u hier wat elk kanaal zegt.</p>
  return (
    <section aria-label="Voorbeeld per kanaal" className="ac-preview">
      <h2 className="ac-heading">Voorbeeld per kanaal</h2>
      {preview.state === 'loading' && <p role="status">Voorbeeld laden…</p>}
      {preview.state === 'failed' && (
        <p className="ac-trouble" role="alert">
          <Icon name="trouble" /> Het voorbeeld is nu niet te maken ({preview.reason}).
        </p>
      )}
      {preview.state === 'loaded' && <PreviewTabs {...preview.data} />}
    </section>
  )
}

const PreviewTabs = ({ answers, problems }: Preview) => {
  const [chosen, setChosen] = useState<Channel>('general')
  const tabs = useRef<HTMLDivElement>(null)
  const baseId = useId()
  const answer = answers.find(({ channel }) => channel === chosen)
  const troubled = new Set(problems.map(({ where }) => channelOfProblem(where, CHANNELS)))

  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabAfterKey(event.key, CHANNELS.indexOf(chosen), CHANNELS.length)
    const channel = next === null ? undefined : CHANNELS[next]
    if (next === null || channel === undefined) return
    event.preventDefault()
    setChosen(channel)
    tabs.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }

  return (
    <>
      <Problems problems={problems.filter(({ where }) => channelOfProblem(where, CHANNELS) === null)} />
      <div aria-label="Kanaal" className="ac-tabs" onKeyDown={onKeyDown} ref={tabs} role="tablist">
        {CHANNELS.map((channel) => (
          <button
            aria-controls={`${baseId}-panel`}
            aria-selected={channel === chosen}
            className="ac-tab"
            id={`${baseId}-${channel}`}
            key={channel}
            onClick={() => setChosen(channel)}
            role="tab"
            tabIndex={channel === chosen ? 0 : -1}
            type="button"
          >
            {CHANNEL_NAMES[channel]}
            {troubled.has(channel) && <TroubleMark />}
          </button>
        ))}
      </div>
      <div
        aria-labelledby={`${baseId}-${chosen}`}
        className="ac-panel"
        id={`${baseId}-panel`}
        role="tabpanel"
        tabIndex={0}
      >
        <Problems problems={problems.filter(({ where }) => channelOfProblem(where, CHANNELS) === chosen)} />
        {answer ? <Answer answer={answer} /> : <p>Dit kanaal heeft nog geen tekst.</p>}
      </div>
    </>
  )
}

const TroubleMark = () => (
  <>
    {' '}
    <Icon name="trouble" />
    <span className="ac-visually-hidden"> (heeft een probleem)</span>
  </>
)

const Answer = ({ answer }: { readonly answer: ChannelAnswerRecord }) => {
  const isShortOnly = answer.body.text === answer.short.text || answer.body.text === ''
  return (
    <>
      <p className="ac-panel__origin">
        <strong>{servedFromSentence(answer)}</strong>
        {answer.handOver && ' · De chat draagt hier over aan een medewerker.'}
      </p>
      {answer.question !== '' && <p className="ac-panel__question">{answer.question}</p>}
      <Text channel={answer.channel} title="Kort antwoord" {...answer.short} hasLimit />
      {!isShortOnly && (
        <Text channel={answer.channel} title="Volledig antwoord" {...answer.body} hasLimit={false} />
      )}
      {answer.nextStep && answer.nextStep.kind !== 'none' && (
        <p>
          Volgende stap: {answer.nextStep.label} {answer.nextStep.url && <code>{answer.nextStep.url}</code>}
        </p>
      )}
    </>
  )
}

type TextProps = {
  readonly channel: Channel
  readonly hasLimit: boolean
  readonly html: string
  readonly text: string
  readonly title: string
}

const Text = ({ channel, hasLimit, html, text, title }: TextProps) => {
  const note = lengthNote(lengthOf(text), hasLimit ? CHANNEL_LIMITS[channel] : undefined)
  const isPlain = channel === 'phone' || channel === 'text' || channel === 'chat'
  return (
    <>
      <h3 className="ac-panel__title">
        {title}{' '}
        <span className={note.isTooLong ? 'ac-trouble' : 'ac-hint'}>
          {note.isTooLong && <Icon name="trouble" />}
          {note.text}
        </span>
      </h3>
      {isPlain ? (
        <p className="ac-panel__plain">{text}</p>
      ) : (
        // Compiled by our own renderer and sanitised there: the same HTML that readers get.
        <div className="ac-panel__html" dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </>
  )
}

const Problems = ({ problems }: { readonly problems: readonly Problem[] }) => {
  if (problems.length === 0) return null
  return (
    <div className="ac-problems" role="status">
      <p>
        <Icon name="trouble" /> Dit staat publiceren in de weg:
      </p>
      <ul>
        {problems.map((problem, index) => (
          <li key={index}>{problemMessage(problem)}</li>
        ))}
      </ul>
    </div>
  )
}
