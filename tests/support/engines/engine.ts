import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'

/** The database that a suite runs on. Which one is decided by the vitest project (see `table.ts`). */
export type EngineUnderTest =
  | { readonly kind: 'sqlite' }
  | {
      readonly kind: 'mongodb'
      /** Address without a database. */
      readonly url: string
      readonly transactions: boolean
      /** Begins the name of every database of this run. */
      readonly prefix: string
    }

declare module 'vitest' {
  // An interface, because that is what vitest merges.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  export interface ProvidedContext {
    engine?: EngineUnderTest
  }
}

export const engineUnderTest = (): EngineUnderTest => inject('engine') ?? { kind: 'sqlite' }

/** Whether what is tested takes everything back when it fails. Where it does not, such a test is skipped and counted as such. */
export function keepsTransactions(): boolean {
  const engine = engineUnderTest()
  return engine.kind === 'sqlite' || engine.transactions
}

const free: string[] = []

/** Environment for a database of its own, and what gives it back. Emptied by who takes it, which is quicker than a new one. */
export function mongodbEnvironment(engine: Extract<EngineUnderTest, { kind: 'mongodb' }>): {
  readonly environment: Readonly<Record<string, string>>
  readonly release: () => void
} {
  const name = free.pop() ?? `${engine.prefix}${randomBytes(6).toString('hex')}`
  return {
    environment: {
      DATABASE_URL: withDatabase(engine.url, name),
      PDC_ALLOW_NO_TRANSACTIONS: engine.transactions ? '0' : '1',
    },
    release: () => free.push(name),
  }
}

/**
 * Puts the name of a database into an address, before its options. A login stays where it was: without `authSource` the driver
 * would look for the user in the database that is named.
 */
export function withDatabase(url: string, name: string): string {
  const [, server = url, old = '', options = ''] = /^([^/]*\/\/[^/?]+)\/?([^?]*)\??(.*)$/.exec(url) ?? []
  const login =
    server.includes('@') && !/(^|&)authSource=/i.test(options) ? [`authSource=${old || 'admin'}`] : []
  const all = [...(options === '' ? [] : [options]), ...login].join('&')
  return `${server}/${name}${all === '' ? '' : `?${all}`}`
}
