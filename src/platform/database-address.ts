/** Which engine an address names. */
export type Engine = 'sqlite' | 'mongodb'

export const engineOf = (databaseUrl: string): Engine =>
  databaseUrl.startsWith('file:') ? 'sqlite' : 'mongodb'

/** The file of a SQLite address. */
export const fileOf = (databaseUrl: string): string => databaseUrl.replace(/^file:/, '')

/** For messages and logs: the same address without name and password. */
export const addressWithoutSecrets = (databaseUrl: string): string =>
  databaseUrl.replace(/^(mongodb(?:\+srv)?:\/\/)[^@/]*@/, '$1')
