import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Outcome } from './editor-api'

const Manifest = z.object({ node: z.record(z.string(), z.object({ filename: z.string() })) })

/** The number under which the build knows the function that the admin's screens call. */
function serverFunctionId(): string {
  const file = '.next/server/server-reference-manifest.json'
  const { node } = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  const [id] = Object.entries(node).find(([, { filename }]) => filename.startsWith('src/app/')) ?? []
  if (id === undefined) throw new Error(`${file} names no function of ours`)
  return id
}

export type Plan = {
  readonly collection: string
  readonly id: string
  readonly type: 'publish' | 'unpublish'
  readonly at: Date
}

/** Plans as the button in the admin does: there is no REST for it. */
export async function planPublication(url: string, token: string, plan: Plan): Promise<Outcome> {
  const args = {
    type: plan.type,
    // As React writes a date.
    date: `$D${plan.at.toISOString()}`,
    doc: { relationTo: plan.collection, value: plan.id },
    ...(plan.type === 'publish' && { localeToPublish: 'nl' }),
  }
  let answer: Response
  let text: string
  try {
    answer = await fetch(`${url}/admin/collections/${plan.collection}/${plan.id}`, {
      method: 'POST',
      headers: {
        'next-action': serverFunctionId(),
        'content-type': 'text/plain;charset=UTF-8',
        authorization: `JWT ${token}`,
      },
      body: JSON.stringify([{ name: 'schedule-publish', args }]),
      signal: AbortSignal.timeout(30_000),
    })
    text = await answer.text()
  } catch {
    return { kind: 'unknown' }
  }
  if (/^\d+:\{"message":/m.test(text)) return { kind: 'done', id: plan.id }
  if (/^\d+:\{"error":/m.test(text))
    return { kind: 'refused', status: answer.status, reason: text.slice(0, 500) }
  return { kind: 'unknown' }
}
