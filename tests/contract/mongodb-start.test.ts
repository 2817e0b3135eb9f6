import { MongoClient } from 'mongodb'
import type { Payload } from 'payload'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnv } from '../../src/platform/env'
import { probeTransactions } from '../../src/platform/editor/mongodb-probe'
import { untyped } from '../integration/publishing-editor'
import { bootEditor } from '../support/boot-editor'
import { withDatabase } from '../support/engines/engine'
import {
  type SimulatedServer,
  startSimulatedServer,
  type Transactions,
} from '../support/mongo-simulation/server'

let server: SimulatedServer
let payload: Payload | null = null

beforeEach(() => {
  payload = null
})
afterEach(async () => {
  await payload?.destroy()
  await server.stop()
})

/** Publishing an organisation writes a line in Dutch and one in English. */
async function start(
  kind: Transactions,
  environment: Readonly<Record<string, string>> = {},
): Promise<Payload> {
  server = await startSimulatedServer(kind)
  const env = readEnv({
    DATABASE_URL: withDatabase(server.url, 'start'),
    ...environment,
  })
  payload = await bootEditor(env, 'a secret that signs nothing here', { logLevel: 'silent' })
  return payload
}

describe('the editor at its start', () => {
  it.each<Transactions>(['refused', 'ignored'])(
    'does not start on a server where transactions are %s, and says what to do',
    async (kind) => {
      await expect(start(kind)).rejects.toThrow(
        /keeps no transactions[\s\S]*replica set[\s\S]*rs\.initiate\(\)[\s\S]*PDC_ALLOW_NO_TRANSACTIONS=1/,
      )
    },
  )

  it.each<Transactions>(['refused', 'ignored'])(
    'starts where they are %s when it is told to, and publishes',
    async (kind) => {
      const opened = await start(kind, { PDC_ALLOW_NO_TRANSACTIONS: '1' })
      const data = { name: 'Gemeente Voorbeeld', type: 'municipality' }
      await untyped(opened).create({ collection: 'organisations', data })
      expect((await untyped(opened).count({ collection: 'publications' })).totalDocs).toBe(2)
    },
  )

  it('starts where transactions do not hold on to one moment, as on DocumentDB', async () => {
    const opened = await start('without snapshot')
    const data = { name: 'Gemeente Voorbeeld', type: 'municipality' }
    await untyped(opened).create({ collection: 'organisations', data })
    expect((await untyped(opened).count({ collection: 'publications' })).totalDocs).toBe(2)
  })
})

describe('the probe', () => {
  const probed = async (kind: Transactions) => {
    server = await startSimulatedServer(kind)
    const client = new MongoClient(server.url)
    try {
      return await probeTransactions(client, client.db('probe'))
    } finally {
      await client.close()
    }
  }

  it.each<[Transactions, string]>([
    ['kept', 'snapshot'],
    ['without snapshot', 'weaker'],
    ['refused', 'none'],
    ['ignored', 'none'],
  ])('finds on a server where transactions are %s: %s', async (kind, isolation) => {
    expect(await probed(kind)).toBe(isolation)
  })

  it('does not take a server that is away for one without transactions', async () => {
    server = await startSimulatedServer()
    const client = new MongoClient(server.url, { serverSelectionTimeoutMS: 200 })
    await client.connect()
    server.fail('insert', { refuse: { code: 91, message: 'shutting down' } }, { skip: 2, times: 9 })
    await expect(probeTransactions(client, client.db('probe'))).rejects.toThrow('shutting down')
    await client.close()
  })
})
