import { MongoServerError } from 'mongodb'
import { asInstant } from '../../kernel'
import { mongoClient } from '../mongodb-driver'
import type { Lease } from './lease'
import type { LeaseStore } from './lease-store'

/** The collection of the lease; the editor's transactions write into it too (`mongodb-leader-store.ts`). */
export const LEASES = 'leases'
/** One lease per catalogue; the collection could hold more. */
export const LEASE_ID = 'work'

type LeaseDocument = {
  readonly _id: string
  readonly holder: string | null
  readonly term: number
  readonly until: string
}

/** Shorter than the time between two signs of life, so that a server which is away is noticed in time. */
const SERVER_WAIT_MS = 2_000
const DUPLICATE_KEY = 11_000

/** The lease in MongoDB, as a majority of its servers has it: a new primary takes no term back. */
export function mongodbLeaseStore(url: string): LeaseStore {
  const client = mongoClient(url, {
    serverSelectionTimeoutMS: SERVER_WAIT_MS,
    connectTimeoutMS: SERVER_WAIT_MS,
    socketTimeoutMS: 10_000,
    maxPoolSize: 2,
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority' },
    appName: 'antwoordcatalogus-lease',
  })
  const leases = () => client.db().collection<LeaseDocument>(LEASES)
  return {
    read: async () => {
      const found = await leases().findOne({ _id: LEASE_ID })
      return found === null ? null : leaseOf(found)
    },
    swap: async (expected, next) => {
      const { holder, term, until } = next
      if (expected === null) {
        try {
          await leases().insertOne({ _id: LEASE_ID, holder, term, until })
          return true
        } catch (error) {
          if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false
          throw error
        }
      }
      const { matchedCount } = await leases().updateOne(
        { _id: LEASE_ID, holder: expected.holder, term: expected.term, until: expected.until },
        { $set: { holder, term, until } },
      )
      return matchedCount === 1
    },
    close: () => client.close(),
  }
}

function leaseOf({ holder, term, until }: LeaseDocument): Lease {
  const moment = asInstant(String(until))
  if ((holder !== null && typeof holder !== 'string') || typeof term !== 'number' || moment === null)
    throw new Error(
      `The document "${LEASE_ID}" in the collection ${LEASES} is unreadable; delete it, and a worker makes it anew`,
    )
  return { holder, term, until: moment }
}
