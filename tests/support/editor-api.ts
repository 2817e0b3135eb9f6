import { z } from 'zod'
import { paragraph, type Part } from '../integration/publishing-editor'
import { type Plan, planPublication } from './plan-publication'

/** As the admin publishes: one language, and named. */
const IN_DUTCH = 'depth=0&locale=nl&publishSpecificLocale=nl'

/** What the front answers while the editor behind it is away. */
const AWAY: readonly number[] = [502, 503, 504]

const Login = z.object({ token: z.string() })
const Saved = z.object({ doc: z.object({ id: z.string() }) })

/** What became of a request to change something. `unknown`: no answer came, so it may have been done or not. */
export type Outcome =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  | { readonly kind: 'unknown' }

export type EditorApi = {
  login(): Promise<void>
  create(collection: string, data: object): Promise<Outcome>
  update(collection: string, id: string, data: object): Promise<Outcome>
  unpublish(collection: string, id: string): Promise<Outcome>
  /** The document as editors have it; null while the editor does not answer. */
  read(collection: string, id: string): Promise<Readonly<Record<string, unknown>> | null>
  remove(collection: string, id: string): Promise<Outcome>
  /** Plans to publish or unpublish at a moment, as the button in the admin does. */
  plan(plan: Plan): Promise<Outcome>
}

/** The editor's REST as the admin uses it, with a login of its own. */
export function editorApi(
  url: string,
  admin: { readonly email: string; readonly password: string },
): EditorApi {
  let token = ''
  const send = async (method: string, path: string, data: object | null): Promise<Outcome> => {
    let answer: Response
    let text: string
    try {
      answer = await fetch(`${url}/api/${path}`, {
        method,
        headers: { 'content-type': 'application/json', authorization: `JWT ${token}` },
        ...(data && { body: JSON.stringify(data) }),
        signal: AbortSignal.timeout(30_000),
      })
      text = await answer.text()
    } catch {
      return { kind: 'unknown' }
    }
    // From the front, not from the editor: whether it had begun is not known.
    if (AWAY.includes(answer.status)) return { kind: 'unknown' }
    if (!answer.ok) return { kind: 'refused', status: answer.status, reason: text.slice(0, 500) }
    return { kind: 'done', id: Saved.parse(JSON.parse(text)).doc.id }
  }
  return {
    async login() {
      const answer = await fetch(`${url}/api/users/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(admin),
      })
      if (!answer.ok) throw new Error(`Login was answered with ${answer.status}: ${await answer.text()}`)
      token = Login.parse(await answer.json()).token
    },
    create: (collection, data) => send('POST', `${collection}?${IN_DUTCH}`, data),
    update: (collection, id, data) => send('PATCH', `${collection}/${id}?${IN_DUTCH}`, data),
    unpublish: (collection, id) => send('PATCH', `${collection}/${id}?depth=0`, { _status: 'draft' }),
    async read(collection, id) {
      const headers = { authorization: `JWT ${token}` }
      const answer = await fetch(`${url}/api/${collection}/${id}?depth=0&locale=nl`, { headers }).catch(
        () => null,
      )
      if (answer === null || AWAY.includes(answer.status)) return null
      if (!answer.ok) throw new Error(`Reading ${collection} ${id} was answered with ${answer.status}`)
      return answer.json().then(
        (document: unknown) => z.record(z.string(), z.unknown()).parse(document),
        () => null,
      )
    },
    plan: (plan) => planPublication(url, token, plan),
    async remove(collection, id) {
      const outcome = await send('DELETE', `${collection}/${id}?${IN_DUTCH}`, null)
      return outcome.kind === 'done' ? { kind: 'done', id } : outcome
    },
  }
}

/** Throws unless it was done; gives the id. */
export function idOf(outcome: Outcome): string {
  if (outcome.kind === 'done') return outcome.id
  throw new Error(`It was not done: ${JSON.stringify(outcome)}`)
}

export const amountFrom = (
  ...periods: readonly (readonly [validFrom: string, cents: number, validUntil?: string])[]
) =>
  periods.map(([validFrom, amountInCents, validUntil]) => ({
    validFrom: `${validFrom}T12:00:00.000Z`,
    amountInCents,
    ...(validUntil !== undefined && { validUntil: `${validUntil}T12:00:00.000Z` }),
  }))

export const answers = (...parts: readonly Part[]) => [{ channel: 'general', body: paragraph(...parts) }]

/** What every product needs besides its own. */
export async function groundwork(
  api: EditorApi,
): Promise<{ readonly organisation: string; readonly uplEntries: readonly string[] }> {
  const organisation = idOf(
    await api.create('organisations', { name: 'Gemeente Voorbeeld', type: 'municipality' }),
  )
  const entry = idOf(
    await api.create('upl-entries', {
      label: 'paspoort',
      uri: 'http://standaarden.overheid.nl/owms/terms/paspoort',
    }),
  )
  return { organisation, uplEntries: [entry] }
}
