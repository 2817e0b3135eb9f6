import { mongooseAdapter, type MongooseAdapter } from '@payloadcms/db-mongodb'
import type { DatabaseAdapterObj } from 'payload'
import { endJobUpdates } from './ended-job-updates'
import { retriedOperations } from './retried-operations'
import { noteFaults } from './mongodb-faults'
import { prepareCollections } from './mongodb-indexes'
import { NoTransactionsError, probeTransactions } from './mongodb-probe'
import { keepTransactions } from './mongodb-transactions'
import { addressWithoutSecrets } from '../database-address'
import { endWritesOfClosedConnections } from '../mongodb-driver'

export type MongodbDatabaseSettings = {
  /** Address with the name of the database in it. */
  readonly url: string
  /** Go on where the database keeps no transactions; a save that fails halfway then leaves halves behind. */
  readonly allowNoTransactions: boolean
  readonly patienceMs?: number
}

/** DocumentDB carries few connections; MongoDB needs no more than this for one editor. */
const MOST_CONNECTIONS = 20
const SERVER_WAIT_MS = 10_000

/**
 * Payload's MongoDB adapter with transactions that were proved at start and that hold, collections named after their slugs,
 * indexes that are there before the first write, and saves that are done again when they conflict. Ids are our own texts.
 */
export function mongodbDatabase(settings: MongodbDatabaseSettings): DatabaseAdapterObj<MongooseAdapter> {
  const { url, allowNoTransactions, patienceMs } = settings
  const base = mongooseAdapter({
    url,
    allowIDOnCreate: true,
    autoPluralization: false,
    // What DocumentDB cannot do, no engine is asked for: joins in aggregations, hints, transactions over many documents.
    useJoinAggregations: false,
    usePipelineInSortLookup: false,
    disableIndexHints: true,
    ensureIndexes: true,
    connectOptions: {
      maxPoolSize: MOST_CONNECTIONS,
      serverSelectionTimeoutMS: SERVER_WAIT_MS,
      readConcern: { level: 'majority' },
      w: 'majority',
      appName: 'antwoordcatalogus-editor',
    },
  })
  return {
    ...base,
    init: (args) => {
      // Payload's type leaves out what its own function returns (3.90.2).
      const adapter = base.init(args) as MongooseAdapter
      const { connect } = adapter
      adapter.connect = async function (options) {
        endWritesOfClosedConnections()
        await connect?.call(adapter, options)
        const { db } = adapter.connection
        const client = adapter.connection.getClient()
        if (db === undefined) throw new Error(`MongoDB at ${addressWithoutSecrets(url)} cannot be reached`)
        const isolation = await probeTransactions(client, db)
        if (isolation === 'none' && !allowNoTransactions) {
          await adapter.connection.close()
          throw new NoTransactionsError(addressWithoutSecrets(url))
        }
        if (isolation !== 'snapshot')
          args.payload.logger.warn({ msg: WEAKER[isolation], database: addressWithoutSecrets(url) })
        const models = [...Object.values(adapter.collections), ...Object.values(adapter.versions)]
        await prepareCollections(
          db,
          models.map(({ collection }) => collection.name),
        )
        keepTransactions(adapter, { client, db, isolation, ...(patienceMs !== undefined && { patienceMs }) })
      }
      endJobUpdates(adapter)
      noteFaults(adapter)
      retriedOperations(args.payload)
      return adapter
    },
  }
}

const WEAKER = {
  weaker:
    'This database has transactions, but not on one moment of the data: run one editor, and commands only while nobody edits',
  none: 'This database keeps no transactions (PDC_ALLOW_NO_TRANSACTIONS=1): a save that fails halfway leaves halves behind',
} as const
