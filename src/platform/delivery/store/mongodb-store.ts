import { z } from 'zod'
import { LOCALES } from '../../../catalogue'
import { mongodbAccounts } from '../accounts/mongodb-accounts'
import type { DeliveryStore, FollowUpCounts } from './delivery-store'
import { mongodbLogReader } from './mongodb-log-reader'
import { mongodbReader, type MongodbReader } from './mongodb-reader'

const Synonym = z.object({
  language: z.enum(LOCALES),
  direction: z.string(),
  terms: z.array(z.string()).nullish(),
  targets: z.array(z.string()).nullish(),
})
const Organisation = z.object({ slug: z.string() })

/** What delivery reads from MongoDB, over one connection. */
export function mongodbStore(url: string, reader: MongodbReader = mongodbReader(url)): DeliveryStore {
  return {
    logReader: () => mongodbLogReader(reader.share()),
    accounts: (clock) => mongodbAccounts(reader.share(), clock),
    loadSynonyms: async () => {
      const rows = await reader.collection('synonyms').find({}).sort({ _id: 1 }).toArray()
      return rows.map((row) => {
        const { language, direction, terms, targets } = Synonym.parse(row)
        return {
          locale: language,
          terms: terms ?? [],
          targets: direction === 'oneWay' ? (targets ?? []) : [],
        }
      })
    },
    ownOrganisation: async () => {
      const found = await reader
        .collection('organisations')
        .find({ isOwn: true }, { projection: { _id: 0, slug: 1 } })
        .sort({ slug: 1 })
        .limit(1)
        .toArray()
      return found[0] === undefined ? null : Organisation.parse(found[0]).slug
    },
    followUps: followUpCounts(reader),
    problem: reader.problem,
    close: reader.close,
  }
}

/** As they were when they were last asked for: a measure does not wait for a server. */
function followUpCounts(reader: Pick<MongodbReader, 'collection'>): () => FollowUpCounts | null {
  let known: FollowUpCounts | null = null
  const refresh = async () => {
    const rows = reader.collection('republications')
    const [failed, waiting] = await Promise.all([
      rows.countDocuments({ state: 'failed' }),
      rows.countDocuments({ state: { $in: ['waiting', 'running'] } }),
    ])
    known = { failed, waiting }
  }
  return () => {
    refresh().catch(() => (known = null))
    return known
  }
}
