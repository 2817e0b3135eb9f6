import { until } from '../../e2e/support/app'
import { type Backstage, openBackstage } from '../../support/backstage'
import { type Cluster, type ClusterOptions, openCluster } from '../../support/cluster'
import { type EditorApi, editorApi, groundwork } from '../../support/editor-api'
import type { TestNode } from '../../support/processes'
import type { Ground } from './world'

/** A catalogue in several processes, to do harm to. */
export type Catalogue = {
  readonly cluster: Cluster
  readonly delivery: TestNode
  readonly workers: readonly [TestNode, TestNode]
  /** As administrator, at the editor itself. */
  readonly api: EditorApi
  readonly ground: Ground
  readonly backstage: Backstage
  /** How long starting took. */
  readonly startMs: number
  startAll(): Promise<void>
  stopAll(): Promise<void>
  close(): Promise<void>
}

const READY_WITHIN_MS = 60_000

/** Needs what `npm run build` builds. */
export async function openCatalogue(options: ClusterOptions = {}): Promise<Catalogue> {
  const cluster = await openCluster(options)
  const delivery = await cluster.node('delivery')
  const workers = [await cluster.node('worker'), await cluster.node('worker')] as const
  const all = [cluster.editor, delivery, ...workers]
  const startAll = async () => {
    await Promise.all(all.map((node) => node.start()))
    let reasons: readonly string[] = []
    await until('every part to be ready', READY_WITHIN_MS, async () => {
      const answers = await Promise.all(all.map((node) => fetch(`${node.url}/readyz`)))
      reasons = await Promise.all(answers.filter(({ ok }) => !ok).map((answer) => answer.text()))
      return reasons.length === 0
    }).catch((cause: unknown) => {
      throw new Error(`Not ready: ${reasons.join()}`, { cause })
    })
  }
  const begun = performance.now()
  await startAll()
  const startMs = performance.now() - begun
  const api = editorApi(cluster.editor.url, cluster.admin)
  await api.login()
  const ground = await groundwork(api)
  const backstage = await openBackstage(cluster.databaseUrl)
  return {
    ...{ cluster, delivery, workers, api, ground, backstage, startMs, startAll },
    stopAll: async () => {
      await Promise.all(all.map((node) => node.stop()))
    },
    close: async () => {
      await backstage.close()
      await cluster.close()
    },
  }
}
