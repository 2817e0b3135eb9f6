import type { Socket } from 'node:net'
import { once } from 'node:events'
import { MongoClient, MongoNetworkError, type ServerHeartbeatFailedEvent } from 'mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endWritesOfClosedConnections } from '../../src/platform/mongodb-driver'
import { type SimulatedServer, startSimulatedServer } from '../support/mongo-simulation/server'

let server: SimulatedServer
let client: MongoClient
beforeAll(async () => {
  endWritesOfClosedConnections()
  server = await startSimulatedServer()
  client = new MongoClient(server.url, { heartbeatFrequencyMS: 500 })
  await client.connect()
})
afterAll(async () => {
  await client.close()
  await server.stop()
})

it.each(['destroy', 'end'] as const)(
  'a heartbeat whose connection is gone (%s) when it is written fails as of the network, and the next finds the server',
  async (gone) => {
    const [, monitor] = await Promise.all([once(client, 'serverHeartbeatSucceeded'), monitorOf(client)])
    // Emitted right before the command is written.
    client.once('serverHeartbeatStarted', () => void monitor.connection?.socket[gone]())
    const signal = AbortSignal.timeout(20_000)
    const [event] = (await once(client, 'serverHeartbeatFailed', { signal })) as [ServerHeartbeatFailedEvent]
    expect(event.failure).toBeInstanceOf(MongoNetworkError)
    await once(client, 'serverHeartbeatSucceeded', { signal })
    expect(await client.db('x').command({ ping: 1 })).toMatchObject({ ok: 1 })
  },
)

type Monitor = { readonly connection: { readonly socket: Socket } | null }
/** Of the driver's own, which nobody else reaches. */
async function monitorOf(of: MongoClient): Promise<Monitor> {
  const { topology } = of as unknown as {
    readonly topology: {
      readonly s: { readonly servers: ReadonlyMap<string, { readonly monitor: Monitor }> }
    }
  }
  const [found] = topology.s.servers.values()
  if (found === undefined) throw new Error('The driver knows no server')
  return found.monitor
}
