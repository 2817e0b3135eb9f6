/**
 * One worker at a time: a lease in the database says which process does what the catalogue does by itself. Used by every
 * role; knows neither Payload nor the search engine.
 */
import { hostname } from 'node:os'
import { engineOf, fileOf } from '../database-address'
import type { Env } from '../env'
import type { LeaseStore } from './lease-store'
import { mongodbLeaseStore } from './mongodb-lease-store'
import { sqliteLeaseStore } from './sqlite-lease-store'

export { isHeldBy, LEASE_SETTINGS } from './lease'
export type { Leadership, Lease } from './lease'
export { leaseKeeper, leaseWatcher } from './lease-keeper'
export type { LeadershipListener, LeadershipSource } from './lease-keeper'
export { signsOfLife } from './signs-of-life'
export type { LeaseStore } from './lease-store'
export { LEASES, LEASE_ID } from './mongodb-lease-store'

/** The lease of the catalogue that the environment names. */
export const leaseStoreOf = ({ databaseUrl }: Pick<Env, 'databaseUrl'>): LeaseStore =>
  engineOf(databaseUrl) === 'sqlite' ? sqliteLeaseStore(fileOf(databaseUrl)) : mongodbLeaseStore(databaseUrl)

/**
 * The name of this process among all on one database. In the role `all` a folder has one, so that one started again after a
 * crash knows the lease of its earlier life; the others may be many.
 */
export const nodeName = ({ role, dataDir }: Pick<Env, 'role' | 'dataDir'>): string =>
  role === 'all'
    ? `all ${hostname()} ${dataDir}`
    : `${role} ${hostname()} ${process.pid}-${Date.now().toString(36)}`
