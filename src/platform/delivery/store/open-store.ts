import { engineOf, fileOf } from '../../database-address'
import type { DeliveryStore } from './delivery-store'
import { mongodbStore } from './mongodb-store'
import { sqliteStore } from './sqlite-store'

/** The store behind an address. Nothing is read yet. */
export const openStore = (databaseUrl: string): DeliveryStore =>
  engineOf(databaseUrl) === 'sqlite' ? sqliteStore(fileOf(databaseUrl)) : mongodbStore(databaseUrl)
