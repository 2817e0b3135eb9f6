import type { ParityReport } from '../../../src/cli/parity-check'
import { openBackstage } from '../../support/backstage'
import type { Cluster } from '../../support/cluster'
import { type EditorApi, editorApi } from '../../support/editor-api'
import type { TestNode } from '../../support/processes'
import { until } from '../../e2e/support/app'
import { faultsOfLog, untilAllAgree } from './aftermath'
import { type Edited, publisher } from './edits'
import type { Harm } from './killer'
import { doneUnanswered, faultsOfWorld } from './judgement'
import { randomOf } from './random'
import { type Ground, makeWorld, type PlannedProduct } from './world'

export type RandomRun = {
  readonly edits: readonly Edited[]
  /** Numbers of texts that were never answered and stand in the log all the same. */
  readonly doneUnanswered: readonly number[]
  readonly refusals: readonly string[]
  readonly parity: ParityReport
  /** Everything that is not as it should be; empty when nothing was lost, doubled or left half done. */
  readonly faults: readonly string[]
  readonly lines: number
  readonly elapsedMs: number
}

export type RandomRunOptions = {
  readonly cluster: Cluster
  readonly delivery: TestNode
  readonly harm: Harm
  readonly ground: Ground
  /** Of its world, where a catalogue has several runs. */
  readonly name?: string
  readonly seed: number
  readonly edits: number
  readonly say: (line: string) => void
}

const DONE_WITHIN_MS = 180_000

/**
 * Two publishers make random edits at the same time, one through delivery and one at the editor itself, while harm is done.
 * Then everything is started, worked off and compared.
 */
export async function randomRun(options: RandomRunOptions): Promise<RandomRun> {
  const { cluster, delivery, harm, seed, say } = options
  const begun = performance.now()
  const admin = editorApi(cluster.editor.url, cluster.admin)
  await admin.login()
  // No other plan follows one that was never answered: a long run needs more products to plan for.
  const planned = 4 + Math.floor(options.edits / 40)
  const world = await makeWorld(admin, options.ground, options.name ?? 'een', {
    products: 8,
    facts: 3,
    planned,
  })
  const backstage = await openBackstage(cluster.databaseUrl)
  const random = randomOf(seed)
  const refusals: string[] = []
  const edits: Edited[] = []
  const typesOf = async (id: string) =>
    (await backstage.lines({ kind: 'product', id })).map(({ type }) => type)
  const hasTakenEffect = async ({ id, acknowledged }: PlannedProduct) =>
    (await typesOf(id)).length > acknowledged.length

  let last = 0
  // Before harm is done: nobody logs in while the editor is down.
  const apis = [delivery, cluster.editor].map(({ url }, index) =>
    editorApi(url, world.publishers[index] ?? cluster.admin),
  )
  for (const api of apis) await api.login()
  const work = async (api: EditorApi) => {
    const one = publisher({
      api,
      world,
      random: randomOf(seed + 2 + random.below(1_000_000)),
      now: cluster.now,
      hasTakenEffect,
      onRefused: (reason) => void refusals.push(reason),
    })
    while (last < options.edits) {
      last += 1
      const number = last
      await harm.onEdit(number)
      edits.push(await one.edit(number))
      if (edits.length % 50 === 0) say(`${edits.length} edits, ${Math.round(performance.now() - begun)} ms`)
    }
  }
  try {
    await Promise.all(apis.map(work))
    await harm.restored()
    // A request whose answer was lost may still be under way; after this it no longer can be.
    await cluster.editor.stop()
    await cluster.editor.start()
    await until(
      'the editor to answer',
      DONE_WITHIN_MS,
      async () => (await fetch(`${cluster.editor.url}/readyz`)).ok,
    )
    await until('all that follows from the edits to be done', DONE_WITHIN_MS, async () => {
      const { waiting, plans } = await backstage.unfinished()
      return waiting + plans === 0
    }).catch(async (cause: unknown) => {
      throw new Error(`Unfinished: ${JSON.stringify(await backstage.unfinished())}`, { cause })
    })
    const parity = await untilAllAgree(cluster, delivery.url, DONE_WITHIN_MS)
    const lines = await backstage.lines()
    const { failed } = await backstage.unfinished()
    return {
      edits,
      doneUnanswered: doneUnanswered(edits, lines),
      refusals,
      parity,
      faults: [
        ...faultsOfLog(lines),
        ...(await faultsOfWorld({ world, edits, lines, api: admin, url: delivery.url })),
        ...(failed > 0 ? [`${failed} follow-ups failed`] : []),
      ],
      lines: lines.length,
      elapsedMs: performance.now() - begun,
    }
  } finally {
    await harm.restored().catch(() => undefined)
    await backstage.close()
  }
}
