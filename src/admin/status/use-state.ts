'use client'

import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { ADMIN_DATA, type StatesAnswer } from '../admin-api'
import { stateWords } from './state-words'

/** Cells of one list that appear within this time are asked for together. */
const COLLECT_MS = 20

type Waiting = { readonly id: string; readonly tell: (words: string | null) => void }

const waiting = new Map<string, Waiting[]>()

/** The state of a document in words; null while it is being fetched, or when it cannot be. Asks again when `version` changes. */
export function useStateWords(
  collection: string | undefined,
  id: string | undefined,
  version: unknown,
): string | null {
  const { config } = useConfig()
  const [words, setWords] = useState<string | null>(null)
  const address =
    collection === undefined
      ? null
      : `${config.serverURL}${config.routes.api}${ADMIN_DATA}/states/${collection}`
  useEffect(() => {
    if (address === null || id === undefined) return
    let gone = false
    ask(address, { id, tell: (told) => !gone && setWords(told) })
    return () => {
      gone = true
    }
  }, [address, id, version])
  return words
}

function ask(address: string, one: Waiting): void {
  const others = waiting.get(address)
  if (others) {
    others.push(one)
    return
  }
  const group = [one]
  waiting.set(address, group)
  setTimeout(() => {
    waiting.delete(address)
    void answer(address, group)
  }, COLLECT_MS)
}

async function answer(address: string, group: readonly Waiting[]): Promise<void> {
  const ids = [...new Set(group.map(({ id }) => encodeURIComponent(id)))]
  try {
    const response = await fetch(`${address}?ids=${ids.join(',')}`, { credentials: 'include' })
    if (!response.ok) throw new Error(`States could not be read: ${response.status}`)
    const { byLanguage, states }: StatesAnswer = await response.json()
    for (const { id, tell } of group) {
      const state = states.find((known) => known.id === id)
      tell(state === undefined ? 'Niet gepubliceerd' : stateWords(state, byLanguage))
    }
  } catch {
    for (const { tell } of group) tell('Nu niet op te halen')
  }
}
