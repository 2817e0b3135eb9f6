'use client'

import { $createInlineBlockNode } from '@payloadcms/richtext-lexical/client'
import {
  $getPreviousSelection,
  $getSelection,
  $insertNodes,
  $setSelection,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  type BaseSelection,
  type LexicalCommand,
  type LexicalEditor,
} from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { useEffect, useState } from 'react'
import { Icon } from '../icons'
import { FactPicker } from './fact-picker'
import type { FactView } from './fact-view'

/** With the words to begin searching with. */
const PICK_FACT: LexicalCommand<string> = createCommand('PICK_FACT')

const FactIcon = () => (
  <span className="ac-fact-icon">
    <Icon name="fact" />
  </span>
)

const ToolbarFace = () => (
  <span className="ac-toolbar-fact">
    <FactIcon /> Feit
  </span>
)

const LABEL = 'Feit invoegen'

const pickFact = ({ editor, queryString = '' }: PickEvent) => {
  const namesTheEntry = LABEL.toLowerCase().startsWith(queryString.toLowerCase())
  editor.dispatchCommand(PICK_FACT, namesTheEntry ? '' : queryString)
}
type PickEvent = {
  readonly editor: LexicalEditor
  /** What was typed after the slash. */
  readonly queryString?: string
}

/** Whatever is typed after the slash fits. A dynamic group is meant for this, but Payload drops its items (3.90). */
const ANY_WORD: string[] = Object.assign([], { some: () => true })

/** Entry of the "/" menu. What is typed on after the slash is searched for. */
export const factSlashGroup = {
  key: 'fact',
  label: 'Feiten',
  items: [{ Icon: FactIcon, key: 'fact', keywords: ANY_WORD, label: LABEL, onSelect: pickFact }],
}

/** Button of the toolbars; with a word, because Payload gives toolbar buttons no name for screen readers (3.90). */
export const factToolbarGroup = {
  type: 'buttons' as const,
  key: 'fact',
  order: 25,
  items: [{ ChildComponent: ToolbarFace, key: 'fact', label: LABEL, onSelect: pickFact }],
}

/** Opens the picker on the command and puts the chosen fact where the cursor was. */
export const FactMenuPlugin = () => {
  const [editor] = useLexicalComposerContext()
  const [place, setPlace] = useState<{
    readonly selection: BaseSelection | null
    readonly words: string
  } | null>(null)

  useEffect(
    () =>
      editor.registerCommand(
        PICK_FACT,
        (words) => {
          setPlace({ selection: ($getSelection() ?? $getPreviousSelection())?.clone() ?? null, words })
          return true
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor],
  )

  if (!place) return null
  const close = () => {
    setPlace(null)
    editor.focus()
  }
  const insert = (fact: FactView) => {
    setPlace(null)
    editor.update(() => {
      if (place.selection) $setSelection(place.selection.clone())
      $insertNodes([$createInlineBlockNode({ blockName: '', blockType: 'fact', fact: fact.id, id: '' })])
    })
    editor.focus()
  }
  return <FactPicker chosenId={null} words={place.words} onClose={close} onPick={insert} />
}
