import type { DatabaseAdapterObj, Payload } from 'payload'
import type { MigrateDownArgs, MigrateUpArgs } from '@payloadcms/db-sqlite'
import { engineOf, fileOf } from '../database-address'
import type { Env } from '../env'
import type { LeaderStore } from './leader-store'
import { migrations } from './migrations'
import { mongodbDatabase } from './mongodb-database'
import { settleFollowUps } from './mongodb-follow-ups'
import { settleCounter } from './mongodb-counter'
import { mongodbLeaderStore } from './mongodb-leader-store'
import { restoreMongodbLines } from './mongodb-log'
import { mongodbPublicationStore } from './mongodb-publication-store'
import { databaseOf } from './mongodb-transactions'
import type { PublicationStore, Scope } from './publication-store'
import { checkReferences, ignoreReferences } from './sqlite-copy'
import { sqliteDatabase } from './sqlite-database'
import { sqliteLeaderStore } from './sqlite-leader-store'
import { prepareTables } from './sqlite-indexes'
import { restoreSqliteLines } from './sqlite-log'
import { sqlitePublicationStore } from './sqlite-publication-store'
import type { StoredLine } from './transfer/stored-line'

/** All that differs between databases on the editor's side. */
export type EditorEngine = {
  database(): DatabaseAdapterObj
  readonly store: PublicationStore
  readonly leader: LeaderStore
  /** Brings tables up to date. */
  migrate(payload: Payload): Promise<void>
  /** Writes lines of a copied log with the numbers that they had. */
  restoreLines(lines: readonly StoredLine[], scope: Scope): Promise<void>
  /** Makes the engine ready to take documents in any order. */
  beforeCopy(payload: Payload): Promise<void>
  /** Brings in line what the engine keeps besides the collections, after a catalogue was copied into it. */
  afterCopy(payload: Payload): Promise<void>
}

export type EngineEnv = Pick<Env, 'databaseUrl' | 'allowNoTransactions'>

export const editorEngine = (env: EngineEnv): EditorEngine =>
  engineOf(env.databaseUrl) === 'sqlite' ? sqliteEngine(env) : mongodbEngine(env)

const sqliteEngine = (env: EngineEnv): EditorEngine => ({
  database: () =>
    sqliteDatabase({
      file: fileOf(env.databaseUrl),
      migrationDir: 'src/platform/editor/migrations',
      prodMigrations: migrations,
    }),
  store: sqlitePublicationStore,
  leader: sqliteLeaderStore,
  migrate: async (payload) => {
    await payload.db.migrate({
      migrations: migrations.map(({ name, up, down }) => ({
        name,
        // Payload's type for migrations of any engine knows no arguments; it calls them with these.
        up: (args: unknown) => up(args as MigrateUpArgs),
        down: (args: unknown) => down(args as MigrateDownArgs),
      })),
    })
    await prepareTables(payload)
  },
  restoreLines: restoreSqliteLines,
  beforeCopy: ignoreReferences,
  afterCopy: checkReferences,
})

/** MongoDB has no tables: what it needs is made when it connects. */
const mongodbEngine = (env: EngineEnv): EditorEngine => ({
  database: () => mongodbDatabase({ url: env.databaseUrl, allowNoTransactions: env.allowNoTransactions }),
  store: mongodbPublicationStore,
  leader: mongodbLeaderStore,
  migrate: async () => {},
  restoreLines: restoreMongodbLines,
  beforeCopy: async () => {},
  afterCopy: async (payload) => {
    await settleCounter(databaseOf(payload))
    await settleFollowUps(databaseOf(payload))
  },
})
