import { randomBytes, randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { SLUGS } from '../collections/slugs'

/** One user per role, to try the catalogue with; administrators are made elsewhere. */
const DEMO_USERS = [
  { role: 'publisher', name: 'Paula Publicist', email: 'publicist@dommelrode.example.nl' },
  { role: 'editor', name: 'Rob Redacteur', email: 'redacteur@dommelrode.example.nl' },
  { role: 'agent', name: 'Karin KCC', email: 'kcc@dommelrode.example.nl' },
  { role: 'apiClient', name: 'Koppeling KCC-systeem', email: 'koppeling@dommelrode.example.nl' },
] as const

/** Adds the demo users that are not there yet and gives each new password (or API key) out once. */
export async function addDemoUsers(payload: Payload, print: (line: string) => void): Promise<void> {
  const own = await payload.find({
    collection: SLUGS.organisations,
    where: { slug: { equals: 'dommelrode' } },
    depth: 0,
    limit: 1,
  })
  for (const { role, name, email } of DEMO_USERS) {
    const { totalDocs } = await payload.count({
      collection: SLUGS.users,
      where: { email: { equals: email } },
    })
    if (totalDocs > 0) continue
    const password = randomBytes(12).toString('base64url')
    const apiKey = role === 'apiClient' ? randomUUID() : null
    await payload.create({
      collection: SLUGS.users,
      data: {
        name,
        email,
        password,
        roles: [role],
        organisations: own.docs.map(({ id }) => id),
        ...(apiKey !== null && { enableAPIKey: true, apiKey }),
      },
    })
    print(apiKey === null ? `Demo ${role}: ${email} / ${password}` : `Demo ${role}: API key ${apiKey}`)
  }
}
