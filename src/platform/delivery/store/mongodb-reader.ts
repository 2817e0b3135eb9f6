import type { Collection, Document, MongoClient, MongoClientOptions } from 'mongodb'
import { addressWithoutSecrets } from '../../database-address'
import { mongoClient } from '../../mongodb-driver'

/** Delivery's connection to MongoDB, shared by its readers; the last that closes it closes the connection. */
export type MongodbReader = {
  collection<T extends Document>(name: string): Collection<T>
  /** Why nothing can be read now; null when it can. */
  problem(): string | null
  /** One more user of the same connection. */
  share(): MongodbReader
  close(): Promise<void>
}

/** How long a read may look for a server: short, because readers wait for it and the old answer is in memory. */
const SERVER_WAIT_MS = 2_000
const MOST_CONNECTIONS = 20

/** How delivery asks, whoever opens the connection. */
export const READER_OPTIONS = {
  serverSelectionTimeoutMS: SERVER_WAIT_MS,
  connectTimeoutMS: SERVER_WAIT_MS,
  socketTimeoutMS: 20_000,
  maxPoolSize: MOST_CONNECTIONS,
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  retryReads: true,
  appName: 'antwoordcatalogus-delivery',
} satisfies MongoClientOptions

/**
 * Connects at the first read, and again by itself when the server was away. Reads only what a majority of the servers has:
 * a line that a new primary could take back was never shown to anyone.
 */
export function mongodbReader(
  url: string,
  client: MongoClient = mongoClient(url, READER_OPTIONS),
): MongodbReader {
  let users = 0
  let problem: string | null = null
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    const isReachable = [...newDescription.servers.values()].some(({ type }) =>
      ['Standalone', 'RSPrimary', 'Mongos', 'LoadBalancer'].includes(type),
    )
    problem = isReachable ? null : `no server answers at ${addressWithoutSecrets(url)}`
  })

  const share = (): MongodbReader => {
    users += 1
    let isClosed = false
    return {
      collection: (name) => client.db().collection(name),
      problem: () => problem,
      share,
      close: async () => {
        if (isClosed) return
        isClosed = true
        users -= 1
        if (users === 0) await client.close()
      },
    }
  }
  return share()
}
