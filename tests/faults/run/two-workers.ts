import { setImmediate } from 'node:timers/promises'
import { until } from '../../e2e/support/app'
import type { Backstage } from '../../support/backstage'
import { answers, idOf } from '../../support/editor-api'
import type { TestNode } from '../../support/processes'
import { faultsOfLog, untilAllAgree } from './aftermath'
import type { Catalogue } from './catalogue'
import { publishedProduct } from './world'

export type TwoWorkers = {
  /** What the product went through, by the log. */
  readonly types: readonly string[]
  /** Whether the leader was put to sleep while it carried out a plan. */
  readonly isCaught: boolean
  /** From when the leader slept until the other had carried out its plan. */
  readonly takenOverMs: number
  readonly differences: number
  readonly faults: readonly string[]
}

const WITHIN_MS = 60_000
const PLAN_AHEAD_MS = 300
/** Each plan takes effect once, and between them an editor publishes. */
export const ONCE_EACH: readonly string[] = ['PUBLISHED', 'RETRACTED', 'PUBLISHED', 'RETRACTED', 'PUBLISHED']

/**
 * Two workers come up at the same moment with a plan due; then the one that leads is put to sleep while it carries out the next,
 * the other takes over, an editor publishes, and the sleeper wakes up and goes on.
 */
export async function twoWorkers(catalogue: Catalogue): Promise<TwoWorkers> {
  const { cluster, delivery, workers, api, ground, backstage } = catalogue
  const text = { slug: 'twee-werkers', title: 'Twee werkers', answers: answers('Ga naar de balie.') }
  const product = await publishedProduct(api, ground, text)
  const types = async () => (await backstage.lines({ kind: 'product', id: product })).map(({ type }) => type)
  const unpublishSoon = async () => {
    const at = new Date(cluster.now() + PLAN_AHEAD_MS)
    idOf(await api.plan({ collection: 'products', id: product, type: 'unpublish', at }))
  }
  const publish = async () => idOf(await api.update('products', product, { _status: 'published' }))
  const untilTypes = (count: number) =>
    until(`${count} lines of the product`, WITHIN_MS, async () => (await types()).length >= count)

  await Promise.all(workers.map((worker) => worker.kill()))
  await unpublishSoon()
  await Promise.all(workers.map((worker) => worker.start()))
  await untilTypes(2)
  await publish()

  const sleeper = await untilLeading(catalogue)
  await unpublishSoon()
  const isCaught = await sleepAtWork(backstage, sleeper)
  const takenOverMs = await untilTypes(4)
  await publish()
  sleeper.signal('SIGCONT')
  await until('no plan to be left, and one worker to lead', WITHIN_MS, async () => {
    const { plans } = await backstage.unfinished()
    const leading = await Promise.all(workers.map((worker) => cluster.leadingAmong([worker])))
    return plans === 0 && leading.filter((worker) => worker !== null).length === 1
  })
  const { differences } = await untilAllAgree(cluster, delivery.url, WITHIN_MS)
  return {
    types: await types(),
    isCaught,
    takenOverMs,
    differences: differences.length,
    faults: faultsOfLog(await backstage.lines()),
  }
}

async function untilLeading({ cluster, workers }: Catalogue): Promise<TestNode> {
  let leading: TestNode | null = null
  await until('a worker to lead', WITHIN_MS, async () => {
    leading = await cluster.leadingAmong(workers)
    return leading !== null
  })
  return leading ?? workers[0]
}

/**
 * Puts a worker to sleep as soon as it has taken up a plan. One that sleeps in the middle of a write keeps everybody from
 * writing, for which there is no remedy on SQLite (0040): that one is woken at once, and false is given.
 */
async function sleepAtWork(backstage: Backstage, worker: TestNode): Promise<boolean> {
  const deadline = performance.now() + WITHIN_MS
  while (!(await backstage.planIsAtWork())) {
    if (performance.now() > deadline) throw new Error('No worker took up the plan')
    await setImmediate()
  }
  worker.signal('SIGSTOP')
  const isHeld = await backstage.isHeld()
  if (isHeld) worker.signal('SIGCONT')
  return !isHeld
}
