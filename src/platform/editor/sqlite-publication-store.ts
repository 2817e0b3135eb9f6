import type { PublicationStore } from './publication-store'
import { sqliteFollowUps } from './sqlite-follow-ups'
import { sqliteLog } from './sqlite-log'
import { sqliteUsages } from './sqlite-usages'

export const sqlitePublicationStore: PublicationStore = { ...sqliteLog, ...sqliteUsages, ...sqliteFollowUps }
