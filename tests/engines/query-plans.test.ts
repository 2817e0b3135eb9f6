import Database from 'libsql'
import { type CommandStartedEvent, type Document, MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Instant, instantOf } from '../../src/kernel'
import { mongodbAccounts } from '../../src/platform/delivery/accounts/mongodb-accounts'
import { sqliteAccounts } from '../../src/platform/delivery/accounts/sqlite-accounts'
import type { AccountReader } from '../../src/platform/delivery/accounts/account-reader'
import type { DeliveryStore } from '../../src/platform/delivery/store/delivery-store'
import { mongodbLogReader } from '../../src/platform/delivery/store/mongodb-log-reader'
import { mongodbReader, READER_OPTIONS } from '../../src/platform/delivery/store/mongodb-reader'
import { mongodbStore } from '../../src/platform/delivery/store/mongodb-store'
import { sqliteFollowUpCounts } from '../../src/platform/delivery/store/sqlite-follow-up-counts'
import { sqliteLogReader } from '../../src/platform/delivery/store/sqlite-log-reader'
import { sqliteOwnOrganisation } from '../../src/platform/delivery/store/sqlite-own-organisation'
import { sqliteReader, type SqliteReader } from '../../src/platform/delivery/store/sqlite-reader'
import { sqliteSynonyms } from '../../src/platform/delivery/store/sqlite-synonyms'
import { fileOf } from '../../src/platform/database-address'
import { FIRST_CHANGE, type LogReader } from '../../src/publications'
import { untyped } from '../integration/publishing-editor'
import { openEditor, type OpenEditor } from '../support/editor'
import { engineUnderTest } from '../support/engines/engine'

/** Every way in which delivery asks the database, by what it is for. */
type Asking = (log: LogReader, accounts: AccountReader, rest: Rest) => Promise<unknown>
type Rest = Pick<DeliveryStore, 'loadSynonyms' | 'ownOrganisation' | 'followUps'>
const NOW: Instant = instantOf(new Date())
const KINDS = ['product', 'question'] as const
const at = (by: object) => ({ kind: 'product', locale: 'nl', at: NOW, ...by }) as const

/** Found by an index, in its order where there may be many. */
const QUICK: Readonly<Record<string, Asking>> = {
  'the position of the log': (log) => log.head(),
  'what came after a position': (log) => log.after(1, 100),
  'the same with records': (log) => log.recordsAfter(1, 100),
  'records by position': (log) => log.records([1, 2, 3]),
  'one record by position': (log) => log.publicRecords([1]),
  'records by position, without their lines': (log) => log.publicRecords([1, 2, 3]),
  'agent-only text by position': (log) => log.desk([1, 2, 3]),
  'an item of then by its id': (log) => log.asOf(at({ id: 'p' })),
  changes: (log) => log.changes({ after: FIRST_CHANGE, until: NOW, kinds: KINDS, limit: 10 }),
  'a session': (_log, accounts) => accounts.bySession({ accountId: 'a', sessionId: 's' }),
  'an API key': (_log, accounts) => accounts.byApiKey(['a', 'b']),
  // On MongoDB it answers with what it knew, and asks meanwhile.
  'the counts of follow-ups': (_log, _accounts, { followUps }) =>
    vi.waitFor(() => expect(followUps()).not.toBeNull()),
}
/** A few lines, which may be sorted when they are found. */
const FEW: Readonly<Record<string, Asking>> = {
  'an item of then by its address': (log) => log.asOf(at({ slug: 's' })),
  // SQLite has no index over lists: it looks through the lines of the kind and language. MongoDB has one.
  'an item of then by its uniform name': (log) => log.asOf(at({ upn: 'paspoort' })),
  'the questions of a product of then': (log) => log.asOf(at({ productId: 'p' })),
}
/** These look at every line, once at the start or once per state of the log; an index must spare them the records. */
const WHOLE: Readonly<Record<string, Asking>> = {
  'what counts now and later': (log) => log.standing(NOW),
  'the same without cards': (log) => log.standingLines(NOW),
  'the number of changes': (log) => log.countChanges({ until: NOW, kinds: KINDS }),
  // Tables of hundreds of lines at most.
  'the own organisation': (_log, _accounts, { ownOrganisation }) => ownOrganisation(),
  synonyms: (_log, _accounts, { loadSynonyms }) => loadSynonyms(),
}

let editor: OpenEditor
beforeAll(async () => {
  editor = await openEditor()
  const data = { name: 'Gemeente Voorbeeld', type: 'municipality' }
  await untyped(editor.payload).create({ collection: 'organisations', data })
})
afterAll(() => editor.close())

const engine = engineUnderTest()

if (engine.kind === 'sqlite')
  describe('SQLite finds by an index', () => {
    const plansOf = async (ask: Asking): Promise<readonly string[]> => {
      const file = fileOf(editor.env.databaseUrl)
      const asked: { readonly sql: string; readonly values: readonly unknown[] }[] = []
      const reader = sqliteReader(file)
      const listening: SqliteReader = {
        rows: (sql, ...values) => {
          asked.push({ sql, values })
          return reader.rows(sql, ...values)
        },
        close: reader.close,
      }
      await ask(
        sqliteLogReader(file, listening),
        sqliteAccounts(file, () => NOW, listening),
        {
          loadSynonyms: sqliteSynonyms(file, listening),
          ownOrganisation: async () => sqliteOwnOrganisation(file, listening),
          followUps: sqliteFollowUpCounts(file, listening),
        },
      )
      reader.close()
      const database = new Database(file)
      const steps = asked.flatMap(({ sql, values }) =>
        database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values),
      )
      database.close()
      return steps.map((step) => String(Reflect.get(Object(step), 'detail')))
    }

    it.each(Object.entries(QUICK))('%s', async (_what, ask) => {
      const plan = await plansOf(ask)
      expect(plan.filter((step) => /^(SEARCH|SCAN)/.test(step))).not.toEqual([])
      expect(plan.filter(isWholeTable)).toEqual([])
      expect(plan.filter(isSorted)).toEqual([])
    })

    it.each(Object.entries(FEW))('%s', async (_what, ask) => {
      expect((await plansOf(ask)).filter(isWholeTable)).toEqual([])
    })

    it.each(Object.entries(WHOLE))('%s, in the order of an index', async (_what, ask) => {
      const plan = await plansOf(ask)
      expect(plan.filter((step) => step.startsWith('SCAN') && !step.includes('INDEX'))).toEqual([])
    })
  })

/** Walking through a list, given as JSON or standing in one line, is no table, nor is the one line of counts. */
const isWholeTable = (step: string): boolean =>
  step.startsWith('SCAN') && !/json_each|VIRTUAL TABLE|CONSTANT ROW/.test(step)
/** Lines that take effect at one moment are sorted by number, and that is all. */
const isSorted = (step: string): boolean => step.includes('TEMP B-TREE') && !step.includes('RIGHT PART')

if (engine.kind === 'mongodb') {
  const canExplain = await explains(engine.url)

  describe('MongoDB finds by an index', () => {
    const plansOf = async (ask: Asking): Promise<readonly string[]> => {
      const commands: Document[] = []
      const client = new MongoClient(editor.env.databaseUrl, { ...READER_OPTIONS, monitorCommands: true })
      client.on('commandStarted', ({ command, commandName }: CommandStartedEvent) => {
        if (['find', 'aggregate', 'count'].includes(commandName)) commands.push(command)
      })
      const reader = mongodbReader(editor.env.databaseUrl, client)
      await ask(
        mongodbLogReader(reader),
        mongodbAccounts(reader, () => NOW),
        mongodbStore(editor.env.databaseUrl, reader),
      )
      const plans = await Promise.all(
        commands.map(
          ({ lsid: _session, $db: _database, $clusterTime: _time, readConcern: _concern, ...command }) =>
            client.db().command({ explain: command, verbosity: 'queryPlanner' }),
        ),
      )
      await reader.close()
      return plans.flatMap(stagesOf)
    }

    it.runIf(canExplain).each(Object.entries({ ...QUICK, ...FEW }))('%s', async (_what, ask) => {
      const stages = await plansOf(ask)
      expect(stages).not.toEqual([])
      expect(stages.filter((stage) => ['COLLSCAN', 'SORT'].includes(stage))).toEqual([])
    })

    it.runIf(canExplain).each(Object.entries(WHOLE))('%s, in the order of an index', async (_what, ask) => {
      expect((await plansOf(ask)).filter((stage) => ['COLLSCAN', 'SORT'].includes(stage))).toEqual([])
    })
  })
}

/** Names of all stages of a plan, wherever the server's version puts them. */
function stagesOf(plan: unknown): readonly string[] {
  if (Array.isArray(plan)) return plan.flatMap(stagesOf)
  if (typeof plan !== 'object' || plan === null) return []
  return Object.entries(plan).flatMap(([name, value]) => {
    if (name === 'rejectedPlans') return []
    return name === 'stage' && typeof value === 'string' ? [value] : stagesOf(value)
  })
}

async function explains(url: string): Promise<boolean> {
  const client = new MongoClient(url)
  try {
    await client.db('admin').command({ explain: { find: 'system.version', filter: {} } })
    return true
  } catch {
    // Not every engine that speaks the protocol can.
    return false
  } finally {
    await client.close()
  }
}
