import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhatIsStale } from '../../scripts/build.mjs'
import { until } from '../e2e/support/app'
import { type Cluster, openCluster } from '../support/cluster'
import type { TestNode } from '../support/processes'
import { randomRun } from './run/random-run'

const SEED = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000)
const EDITS = Number(process.env['FAULTS_EDITS'] ?? 40)

let cluster: Cluster
let delivery: TestNode
let workers: readonly TestNode[]

beforeAll(async () => {
  await buildWhatIsStale(process.cwd())
  cluster = await openCluster()
  delivery = await cluster.node('delivery')
  workers = [await cluster.node('worker'), await cluster.node('worker')]
  const all = [cluster.editor, delivery, ...workers]
  await Promise.all(all.map((node) => node.start()))
  await until('every part to be ready', 60_000, async () => {
    const answers = await Promise.all(all.map((node) => fetch(`${node.url}/readyz`)))
    return answers.every(({ ok }) => ok)
  })
})
afterAll(() => cluster?.close())

describe('while parts are killed at random moments', () => {
  it(`two publishers lose nothing and double nothing (seed ${SEED})`, async () => {
    const run = await randomRun({
      cluster,
      delivery,
      workers,
      seed: SEED,
      edits: EDITS,
      kills: Math.ceil(EDITS / 5),
      say: (line) => void process.stdout.write(`  ${line}\n`),
    })
    expect({ faults: run.faults, refusals: run.refusals, differences: run.parity.differences }).toEqual({
      faults: [],
      refusals: [],
      differences: [],
    })
    expect(run.edits).toHaveLength(EDITS)
    expect(run.edits.filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(EDITS / 2)
    process.stdout.write(`  ${JSON.stringify({ kills: run.kills, lines: run.lines, ms: run.elapsedMs })}\n`)
    const counts: Record<string, number> = {}
    for (const { kind, outcome } of run.edits)
      counts[`${kind} ${outcome}`] = (counts[`${kind} ${outcome}`] ?? 0) + 1
    process.stdout.write(`  ${JSON.stringify(counts)}\n`)
  })
})
