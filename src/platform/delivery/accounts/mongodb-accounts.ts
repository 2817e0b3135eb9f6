import { z } from 'zod'
import { instantOf } from '../../../kernel'
import type { Clock } from '../../../kernel'
import type { MongodbReader } from '../store/mongodb-reader'
import { isReaderRole } from './account-reader'
import type { Account, AccountReader } from './account-reader'

const COLLECTION = 'users'
const PROJECTION = { roles: 1 } as const
const found = z.object({ _id: z.string(), roles: z.array(z.string()).nullish() })

/** Reads what Payload keeps for its collection `users` in MongoDB. */
export function mongodbAccounts(
  reader: MongodbReader,
  clock: Clock = () => instantOf(new Date()),
): AccountReader {
  const users = () => reader.collection<{ _id: string }>(COLLECTION)
  const account = (row: unknown): Account | null => {
    const parsed = found.safeParse(row)
    if (!parsed.success) return null
    return { id: parsed.data._id, roles: (parsed.data.roles ?? []).toSorted().filter(isReaderRole) }
  }
  return {
    async bySession({ accountId, sessionId }) {
      const session = { $elemMatch: { id: sessionId, expiresAt: { $gt: new Date(clock()) } } }
      return account(await users().findOne({ _id: accountId, sessions: session }, { projection: PROJECTION }))
    },
    async byApiKey(digests) {
      const filter = { apiKeyIndex: { $in: [...digests] }, enableAPIKey: true }
      return account(await users().findOne(filter, { projection: PROJECTION }))
    },
    close: () => reader.close(),
  }
}
