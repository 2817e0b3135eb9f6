import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runTransfer } from '../../src/cli/transfer-command'
import { editorEngine } from '../../src/platform/editor/engines'
import { openEditor, type OpenEditor } from '../support/editor'
import { FAULTS, placesOf, rehearse, type Rehearsed } from '../support/fault-matrix'
import { type SimulatedServer, startSimulatedServer } from '../support/mongo-simulation/server'
import { fill } from '../support/small-catalogue'

/** The move of a whole catalogue to MongoDB, while any one of the commands to it meets a fault. */
let server: SimulatedServer
let source: OpenEditor
let target: OpenEditor
let rehearsed: Rehearsed

const end = (name: string, { payload, env }: OpenEditor) => ({
  name,
  payload,
  engine: editorEngine(env),
  // Would make the source another one each time.
  noteExport: async () => {},
  close: async () => {},
})

/** Compares counts and hashes of the two as well. */
async function transfer(): Promise<void> {
  const said: string[] = []
  const code = await runTransfer(['from', 'to'], {
    open: async (which) => end(which, which === 'from' ? source : target),
    print: (line) => said.push(line),
    complain: (line) => said.push(line),
  })
  if (code !== 0) throw new Error(said.at(-1))
  expect(said).toContain('The two are the same.')
}

beforeAll(async () => {
  server = await startSimulatedServer()
  source = await openEditor({ engine: { kind: 'sqlite' } })
  await fill(source)
  target = await openEditor({
    logLevel: 'silent',
    engine: { kind: 'mongodb', url: server.url, transactions: true, prefix: 'transfer_' },
  })
  rehearsed = await rehearse(server, { name: 'a transfer', prepare: async () => transfer, goesOn: true })
})
afterAll(async () => {
  await source.close()
  await target.close()
  await server.stop()
})

describe('a transfer to MongoDB', () => {
  it.each(FAULTS.map(([what, fault], number) => [what, fault, number] as const))(
    'gives the same catalogue, if need be when it is begun again, when one of its commands meets %s',
    async (_what, fault, number) => {
      for (const place of placesOf(rehearsed, number)) await rehearsed.expectSame(fault, place)
    },
  )
})
