import { sqliteAccounts } from '../accounts/sqlite-accounts'
import { databaseCheck } from '../database-check'
import type { DeliveryStore } from './delivery-store'
import { sqliteFollowUpCounts } from './sqlite-follow-up-counts'
import { sqliteLogReader } from './sqlite-log-reader'
import { sqliteOwnOrganisation } from './sqlite-own-organisation'
import { sqliteSynonyms } from './sqlite-synonyms'

/** What delivery reads from the editor's SQLite file. */
export const sqliteStore = (file: string): DeliveryStore => ({
  logReader: () => sqliteLogReader(file),
  accounts: (clock) => sqliteAccounts(file, clock),
  loadSynonyms: sqliteSynonyms(file),
  ownOrganisation: async () => sqliteOwnOrganisation(file),
  followUps: sqliteFollowUpCounts(file),
  problem: databaseCheck({ file, log: sqliteLogReader(file) }),
  close: async () => {},
})
