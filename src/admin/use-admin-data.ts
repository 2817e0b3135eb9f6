'use client'

import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly data: T }
  | { readonly state: 'failed'; readonly reason: string }

/**
 * GETs `path` below Payload's API route as the logged-in editor; null: nothing to ask yet. Asks again when `version` changes, keeping
 * what it had until the new answer is there, and every `everyMs` while the page is visible.
 */
export function useAdminData<T>(path: string | null, version: unknown = null, everyMs = 0): Loaded<T> {
  const { config } = useConfig()
  const url = path === null ? null : `${config.serverURL}${config.routes.api}${path}`
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })

  useEffect(() => {
    if (url === null) return
    const abort = new AbortController()
    const load = () => {
      fetchJson<T>(url, abort.signal).then(setLoaded, () => undefined)
    }
    load()
    const timer =
      everyMs > 0 ? setInterval(() => document.visibilityState === 'visible' && load(), everyMs) : null
    return () => {
      abort.abort()
      if (timer !== null) clearInterval(timer)
    }
  }, [url, version, everyMs])
  return loaded
}

/** Rejects only when aborted; every other outcome is for the screen. */
async function fetchJson<T>(url: string, signal: AbortSignal): Promise<Loaded<T>> {
  try {
    const response = await fetch(url, { credentials: 'include', signal })
    if (!response.ok) return { state: 'failed', reason: `HTTP ${response.status}` }
    const data: T = await response.json()
    return { state: 'loaded', data }
  } catch (error) {
    if (signal.aborted) throw error
    return { state: 'failed', reason: 'geen verbinding' }
  }
}
