'use client'

import { useConfig, useLocale } from '@payloadcms/ui'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { ADMIN_DATA, type FactsAnswer } from '../admin-api'
import { createFactStore, type FactStore } from './fact-store'
import type { FactView } from './fact-view'

/** How long a chip may show a value that somebody else has changed in the meantime. */
const REFRESH_MS = 15_000
/** Chips that appear within this time are asked for together. */
const COLLECT_MS = 20
const SEARCH_DELAY_MS = 150

/** Outlives single chips, since Lexical mounts and unmounts them while people type. One per address and language. */
const stores = new Map<string, FactStore>()

/** The fact as readers get it now; undefined while it is being fetched. Follows changes made elsewhere. */
export function useFactView(id: string): FactView | undefined {
  const address = useFactsAddress()
  const store = storeFor(address)
  const subscribe = useCallback((notify: () => void) => store.watch(id, notify), [store, id])
  const read = () => store.get(id)
  return useSyncExternalStore(subscribe, read, read)
}

export type FactSearch =
  | { readonly state: 'searching' }
  | { readonly state: 'found'; readonly facts: readonly FactView[] }
  | { readonly state: 'failed' }

/** Facts whose label, key or value fits the typed words; the best first. */
export function useFactSearch(words: string): FactSearch {
  const address = useFactsAddress()
  const [search, setSearch] = useState<FactSearch>({ state: 'searching' })
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(() => {
      fetchViews(`${address}&search=${encodeURIComponent(words)}`, abort.signal).then(
        (facts) => {
          facts.forEach(storeFor(address).put)
          setSearch({ state: 'found', facts })
        },
        () => {
          if (!abort.signal.aborted) setSearch({ state: 'failed' })
        },
      )
    }, SEARCH_DELAY_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [address, words])
  return search
}

function useFactsAddress(): string {
  const { config } = useConfig()
  const { code } = useLocale()
  return `${config.serverURL}${config.routes.api}${ADMIN_DATA}/facts?locale=${encodeURIComponent(code)}`
}

function storeFor(address: string): FactStore {
  const known = stores.get(address)
  if (known) return known
  const store = createFactStore(
    (ids) => fetchViews(`${address}&ids=${ids.map(encodeURIComponent).join(',')}`),
    (run) => setTimeout(run, COLLECT_MS),
  )
  stores.set(address, store)
  if (typeof window !== 'undefined') {
    window.addEventListener('focus', store.refresh)
    setInterval(() => document.visibilityState === 'visible' && store.refresh(), REFRESH_MS)
  }
  return store
}

async function fetchViews(url: string, signal?: AbortSignal): Promise<readonly FactView[]> {
  const response = await fetch(url, { credentials: 'include', ...(signal ? { signal } : {}) })
  if (!response.ok) throw new Error(`Facts could not be read: ${response.status}`)
  const body: FactsAnswer = await response.json()
  return body.facts
}
