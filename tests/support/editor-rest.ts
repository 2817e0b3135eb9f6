import { randomUUID } from 'node:crypto'
import { handleEndpoints } from 'payload'
import { retriedRoute } from '../../src/platform/editor/conflict-answer'
import type { OpenEditor } from './editor'

export type AskEditor = (path: string, init?: RequestInit) => Promise<Response>

/**
 * Payload's own REST of an open editor, without a server. Its requests look for Payload in a cache of the process
 * (`getPayload`, 3.90.2); ours is put there under a name of its own.
 */
export function restOf(editor: OpenEditor): AskEditor {
  const key = randomUUID()
  const cache: unknown = Reflect.get(globalThis, '_payload')
  if (!(cache instanceof Map)) throw new Error('Payload keeps its instances somewhere else than it did')
  cache.set(key, {
    payload: editor.payload,
    promise: null,
    reload: false,
    initializedCrons: true,
    ws: null,
  })
  return (path, init = {}) =>
    handleEndpoints({
      config: editor.payload.config,
      payloadInstanceCacheKey: key,
      request: new Request(`${editor.env.publicUrl}${path}`, init),
    })
}

export const asJson = (data: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(data),
})

/** Sends data to it as browsers do: what conflicts is asked again. */
export const retriedRestOf =
  (editor: OpenEditor) =>
  (path: string, data: unknown): Promise<Response> => {
    const init = asJson(data)
    const request = new Request(`${editor.env.publicUrl}${path}`, init)
    request.headers.set('content-length', String(String(init.body).length))
    return retriedRoute(() => restOf(editor)(path, init))(request, null)
  }
