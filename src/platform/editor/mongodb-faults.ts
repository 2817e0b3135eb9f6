import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import { noteFault } from './conflicts'
import { isPassing } from './passing-faults'

/** What Payload asks its adapter to do. */
const OPERATIONS = [
  'count',
  'countVersions',
  'create',
  'createVersion',
  'deleteMany',
  'deleteOne',
  'deleteVersions',
  'find',
  'findDistinct',
  'findOne',
  'findVersions',
  'queryDrafts',
  'updateJobs',
  'updateMany',
  'updateOne',
  'updateVersion',
  'upsert',
] as const satisfies readonly (keyof MongooseAdapter)[]

/** Notes when the database holds an operation up, before Payload gets to make something else of it. */
export function noteFaults(adapter: MongooseAdapter): void {
  for (const name of OPERATIONS) {
    const operation: unknown = Reflect.get(adapter, name)
    if (typeof operation !== 'function') continue
    Reflect.set(adapter, name, async (...given: readonly unknown[]) => {
      try {
        return (await Reflect.apply(operation, adapter, given)) as unknown
      } catch (error) {
        if (isPassing(error)) noteFault(error)
        throw error
      }
    })
  }
}
