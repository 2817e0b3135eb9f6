'use client'

import { useConfig } from '@payloadcms/ui'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { createPortal } from 'react-dom'
import '../admin.css'
import { Icon } from '../icons'
import { factNotice, isTrouble, type FactView } from './fact-view'
import { useFactSearch, type FactSearch } from './use-facts'

export type FactPickerProps = {
  /** The fact that stands there now; null when a new one is inserted. */
  readonly chosenId: string | null
  /** What is searched for when it opens. */
  readonly words?: string
  readonly onPick: (fact: FactView) => void
  readonly onClose: () => void
  readonly onRemove?: () => void
}

/** A dialog with one search field: type, arrow down, Enter. A native dialog keeps the focus and closes with Escape. */
export const FactPicker = (props: FactPickerProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return createPortal(
    <dialog aria-labelledby={titleId} className="ac-picker" onClose={props.onClose} ref={dialog}>
      <h2 className="ac-picker__title" id={titleId}>
        {props.chosenId === null ? 'Feit invoegen' : 'Ander feit kiezen'}
      </h2>
      <FactCombobox words={props.words ?? ''} onPick={props.onPick} />
      <PickerFoot {...props} />
    </dialog>,
    document.body,
  )
}

const FactCombobox = (props: { readonly words: string; readonly onPick: (fact: FactView) => void }) => {
  const { onPick } = props
  const [words, setWords] = useState(props.words)
  const [active, setActive] = useState(0)
  const search = useFactSearch(words)
  const listId = useId()
  const facts = search.state === 'found' ? search.facts : []
  const optionId = (index: number) => `${listId}-${index}`

  const onKeyDown = (event: KeyboardEvent) => {
    const last = facts.length - 1
    const moves: Record<string, number> = {
      ArrowDown: Math.min(active + 1, last),
      ArrowUp: Math.max(active - 1, 0),
      Home: 0,
      End: last,
    }
    const chosen = facts[active]
    const next = moves[event.key]
    if (next !== undefined) setActive(next)
    else if (event.key === 'Enter' && chosen) onPick(chosen)
    else return
    event.preventDefault()
    document.getElementById(optionId(next ?? active))?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <>
      <input
        aria-activedescendant={facts.length > 0 ? optionId(active) : undefined}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-expanded={facts.length > 0}
        aria-label="Zoek op naam of sleutel van het feit"
        autoComplete="off"
        autoFocus
        className="ac-picker__search"
        onChange={(event) => {
          setWords(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        placeholder="Bijvoorbeeld: kosten paspoort"
        role="combobox"
        type="text"
        value={words}
      />
      <p aria-live="polite" className="ac-hint">
        {searchMessage(search, words)}
      </p>
      <ul aria-label="Feiten" className="ac-picker__list" id={listId} role="listbox">
        {facts.map((fact, index) => (
          <li
            aria-selected={index === active}
            className="ac-picker__option"
            id={optionId(index)}
            key={fact.id}
            onClick={() => onPick(fact)}
            onMouseMove={() => setActive(index)}
            role="option"
          >
            <FactOption fact={fact} />
          </li>
        ))}
      </ul>
    </>
  )
}

const FactOption = ({ fact }: { readonly fact: FactView }) => {
  const notice = factNotice(fact)
  return (
    <>
      <span className="ac-picker__label">{fact.label}</span>
      <span className="ac-picker__value">{fact.value ?? '–'}</span>
      <span className="ac-picker__key">{fact.key}</span>
      {notice && (
        <span className={`ac-picker__notice ${isTrouble(fact) ? 'ac-trouble' : ''}`}>
          <Icon name={isTrouble(fact) ? 'trouble' : 'coming'} /> {notice}
        </span>
      )}
    </>
  )
}

const PickerFoot = ({ chosenId, onClose, onRemove }: FactPickerProps) => {
  const { config } = useConfig()
  const facts = `${config.routes.admin}/collections/facts`
  return (
    <div className="ac-picker__foot">
      <button className="ac-button" onClick={onClose} type="button">
        Annuleren
      </button>
      {chosenId !== null && (
        <>
          <a href={`${facts}/${chosenId}`} rel="noreferrer" target="_blank">
            Dit feit openen (nieuw tabblad)
          </a>
          <button className="ac-button" onClick={onRemove} type="button">
            Uit de tekst halen
          </button>
        </>
      )}
      {chosenId === null && (
        <a href={`${facts}/create`} rel="noreferrer" target="_blank">
          Nieuw feit maken (nieuw tabblad)
        </a>
      )}
    </div>
  )
}

function searchMessage(search: FactSearch, words: string): string {
  switch (search.state) {
    case 'searching':
      return 'Zoeken…'
    case 'failed':
      return 'De feiten zijn nu niet op te halen. Probeer het zo opnieuw.'
    case 'found':
      if (search.facts.length > 0) return 'Kies met de pijltjestoetsen en druk op Enter.'
      return words === '' ? 'Er zijn nog geen feiten.' : `Geen feit gevonden voor “${words}”.`
  }
}
