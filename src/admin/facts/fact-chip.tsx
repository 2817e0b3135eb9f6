'use client'

import { $getNodeByKey } from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { useLexicalEditable } from '@payloadcms/richtext-lexical/lexical/react/useLexicalEditable'
import { $isInlineBlockNode, useInlineBlockComponentContext } from '@payloadcms/richtext-lexical/client'
import { useState } from 'react'
import '../admin.css'
import { Icon } from '../icons'
import { FactPicker } from './fact-picker'
import { factNotice, isTrouble, type FactView } from './fact-view'
import { useFactView } from './use-facts'

/** What Payload hands to a block inside the editor (`ViewMapInlineBlockComponentProps`, not exported in 3.90). */
export type FactChipProps = {
  readonly isEditor: boolean
  readonly formData?: object
  readonly nodeKey?: string
}

/** A fact inside a text: its value as readers get it today, and a way to choose another one. */
export const FactChip = ({ formData, isEditor, nodeKey }: FactChipProps) => {
  if (!isEditor || !formData || nodeKey === undefined) return null
  return <EditorChip factId={'fact' in formData ? idOf(formData.fact) : null} nodeKey={nodeKey} />
}

/**
 * The same chip for facts that stand in a text when it is opened: Payload draws those before it knows the editor's views, so
 * the block of the configuration names this component too. It reads its fact from the editor.
 */
export const FactBlock = () => {
  const { nodeKey } = useInlineBlockComponentContext()
  const [editor] = useLexicalComposerContext()
  if (nodeKey === undefined) return null
  const fields = editor.getEditorState().read(() => {
    const node = $getNodeByKey(nodeKey)
    return $isInlineBlockNode(node) ? node.getFields() : null
  })
  return <EditorChip factId={fields && 'fact' in fields ? idOf(fields.fact) : null} nodeKey={nodeKey} />
}

type EditorChipProps = { readonly factId: string | null; readonly nodeKey: string }

const EditorChip = ({ factId, nodeKey }: EditorChipProps) => {
  const [editor] = useLexicalComposerContext()
  const isEditable = useLexicalEditable()
  const [isPicking, setIsPicking] = useState(false)

  const replace = (fact: FactView) => {
    setIsPicking(false)
    editor.update(() => {
      const node = $getNodeByKey(nodeKey)
      if ($isInlineBlockNode(node)) node.setFields({ ...node.getFields(), fact: fact.id })
    })
    editor.focus()
  }
  const remove = () => {
    setIsPicking(false)
    editor.update(() => $getNodeByKey(nodeKey)?.remove())
    editor.focus()
  }

  return (
    <>
      <button
        className="ac-chip-button"
        disabled={!isEditable}
        onClick={() => setIsPicking(true)}
        type="button"
      >
        {factId === null ? <EmptyChip /> : <ChipOfFact id={factId} />}
      </button>
      {isPicking && (
        <FactPicker
          chosenId={factId}
          onClose={() => setIsPicking(false)}
          onPick={replace}
          onRemove={remove}
        />
      )}
    </>
  )
}

const ChipOfFact = ({ id }: { readonly id: string }) => {
  const view = useFactView(id)
  if (!view) return <span className="ac-chip ac-chip--loading">Feit laden…</span>
  return <ChipFace view={view} />
}

const EmptyChip = () => (
  <span className="ac-chip ac-chip--trouble">
    <Icon name="trouble" /> Kies een feit
  </span>
)

/** Value first, as it reads in the sentence; label and state after it, never by colour alone. */
export const ChipFace = ({ view }: { readonly view: FactView }) => {
  const notice = factNotice(view)
  const state = isTrouble(view) ? 'trouble' : view.coming || view.until ? 'coming' : 'current'
  return (
    <span className={`ac-chip ac-chip--${state}`} title={notice ?? view.label}>
      <Icon name={state === 'current' ? 'fact' : state} />
      <span className="ac-chip__value">{view.value ?? shortState(view)}</span>
      <span className="ac-chip__label">{view.label}</span>
      {notice && <span className="ac-visually-hidden">. {notice}</span>}
    </span>
  )
}

function shortState(view: FactView): string {
  switch (view.state) {
    case 'draft':
      return 'niet gepubliceerd'
    case 'ended':
      return 'verlopen'
    case 'unknown':
      return 'verwijderd feit'
    case 'none':
    case 'current':
      return 'geen waarde'
  }
}

/** Payload gives the id, or the document where it was populated. */
function idOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
    return value.id
  return null
}
