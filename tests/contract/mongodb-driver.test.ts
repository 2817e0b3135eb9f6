import type { Socket } from 'node:net'
import { once } from 'node:events'
import { MongoClient } from 'mongodb'
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

it('a heartbeat whose connection is closed while it is written fails, and the next finds the server', async () => {
  const [, monitor] = await Promise.all([once(client, 'serverHeartbeatSucceeded'), monitorOf(client)])
  // Emitted right before the command is written.
  client.once('serverHeartbeatStarted', () => void monitor.connection?.socket.destroy())
  await once(client, 'serverHeartbeatFailed', { signal: AbortSignal.timeout(20_000) })
  await once(client, 'serverHeartbeatSucceeded', { signal: AbortSignal.timeout(20_000) })
  expect(await client.db('x').command({ ping: 1 })).toMatchObject({ ok: 1 })
})

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
