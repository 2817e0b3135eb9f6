import { AsyncLocalStorage } from 'node:async_hooks'
import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import { isWayFault } from './passing-faults'

/** What happened between a request and the database. */
export type Way = {
  /** A question to the database got no answer. */
  isBroken: boolean
  /** A commit got no answer, and nobody knows whether it was carried out. */
  isInDoubt: boolean
}

// On the process and not in this module: Next's bundles each have a copy of the module.
declare global {
  var antwoordcatalogusWays: AsyncLocalStorage<Way> | undefined
}
const ways = (globalThis.antwoordcatalogusWays ??= new AsyncLocalStorage<Way>())

/** Does something, and gives what happened on its way to the database as well. */
export async function watchingWay<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T } & Readonly<Way>> {
  const way: Way = { isBroken: false, isInDoubt: false }
  const result = await ways.run(way, work)
  return { result, ...way }
}

/** Of whatever is done now. */
export function noteWay(found: Partial<Way>): void {
  Object.assign(ways.getStore() ?? {}, found)
}

const ASKING = [
  'count',
  'countGlobalVersions',
  'countVersions',
  'find',
  'findDistinct',
  'findGlobal',
  'findGlobalVersions',
  'findOne',
  'findVersions',
  'queryDrafts',
] as const

/**
 * Notes each question to the database that got no answer because the connection broke. Payload takes that for an answer here and there: whose
 * login cannot be read is nobody, and a reference that cannot be read is not valid (3.90.2: auth/strategies/jwt, fields/validations).
 */
export function noteBrokenWay(adapter: MongooseAdapter): void {
  for (const name of ASKING) {
    const ask: unknown = Reflect.get(adapter, name)
    if (typeof ask !== 'function') throw new Error(`The adapter cannot ${name}`)
    Reflect.set(adapter, name, async function (this: unknown, ...given: readonly unknown[]) {
      try {
        return (await Reflect.apply(ask, this, given)) as unknown
      } catch (error) {
        if (isWayFault(error)) noteWay({ isBroken: true })
        throw error
      }
    })
  }
}
