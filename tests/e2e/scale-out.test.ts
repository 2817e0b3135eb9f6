import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhatIsStale } from '../../scripts/build.mjs'
import { type Cluster, openCluster } from '../support/cluster'
import { freshDatabase } from '../support/editor'
import { amountFrom, answers, type EditorApi, editorApi, groundwork, idOf } from '../support/editor-api'
import { engineUnderTest } from '../support/engines/engine'
import type { TestNode } from '../support/processes'
import { productAt, searchAt } from '../support/readers'
import { roundRobinProxy } from '../support/round-robin-proxy'
import { until } from './support/app'

let cluster: Cluster
let release: () => void
let deliveries: readonly TestNode[]
let workers: readonly TestNode[]
let api: EditorApi
let fee: string
let product: string

beforeAll(async () => {
  await buildWhatIsStale(process.cwd())
  const given = await freshDatabase(engineUnderTest())
  release = given.release
  const { environment } = given
  const { DATABASE_URL: url } = environment
  cluster = await openCluster(url === undefined ? {} : { database: { environment, url } })
  deliveries = [await cluster.node('delivery'), await cluster.node('delivery')]
  workers = [await cluster.node('worker'), await cluster.node('worker')]
  await Promise.all([cluster.editor, ...deliveries, ...workers].map((node) => node.start()))
  await until('every part to be ready', 60_000, async () =>
    (await Promise.all([cluster.editor, ...deliveries, ...workers].map(isReady))).every(Boolean),
  )
  // Through a replica, as people would: it passes the editor's paths on.
  api = editorApi(deliveries[0]?.url ?? '', cluster.admin)
  await api.login()
  const ground = await groundwork(api)
  fee = idOf(
    await api.create('facts', {
      ...{
        key: 'paspoort-kosten',
        label: 'Kosten paspoort',
        kind: 'amount',
        organisation: ground.organisation,
      },
      values: amountFrom(['2024-01-01', 8387]),
      _status: 'published',
    }),
  )
  product = idOf(
    await api.create('products', {
      ...ground,
      title: 'Paspoort aanvragen',
      slug: 'paspoort',
      audiences: ['resident'],
      reviewBy: '2099-01-01T12:00:00.000Z',
      answers: answers('Het kost ', { fact: fee }, '.'),
      _status: 'published',
    }),
  )
})
afterAll(async () => {
  await cluster?.close()
  release?.()
})

const isReady = async (node: TestNode) => (await fetch(`${node.url}/readyz`)).ok
const everywhere = (holds: (url: string) => Promise<boolean>) => async () =>
  (await Promise.all(deliveries.map(({ url }) => holds(url)))).every(Boolean)
const saysFee = (amount: string) => async (url: string) =>
  (await productAt(url, product))?.text.includes(amount) === true
const changeFee = async (cents: number) =>
  idOf(await api.update('facts', fee, { values: amountFrom(['2024-01-01', cents]), _status: 'published' }))

describe('two delivery replicas, an editor and two workers on one database', () => {
  it('agree within two seconds on what was published, in reading and in searching', async () => {
    idOf(await api.update('products', product, { title: 'Reisdocument aanvragen', _status: 'published' }))
    const elapsed = await until(
      'both replicas to say and find the new title',
      10_000,
      everywhere(async (url) => {
        const { limited, hits } = await searchAt(url, 'reisdocument')
        return (
          (await productAt(url, product))?.title === 'Reisdocument aanvragen' &&
          !limited &&
          hits[0]?.id === product
        )
      }),
    )
    expect(elapsed).toBeLessThan(2_000)
  })

  it('agree within two seconds on a changed fact, which a worker carries on', async () => {
    await changeFee(9125)
    expect(
      await until('both replicas to say the new fee', 10_000, everywhere(saysFee('91,25'))),
    ).toBeLessThan(2_000)
  })

  it('have one worker that leads, and another within ten seconds after it is killed', async () => {
    const leading = await cluster.leadingAmong(workers)
    const others = workers.filter((worker) => worker !== leading)
    expect(others).toHaveLength(1)
    const before = await cluster.leader()
    await leading?.kill()
    const elapsed = await until(
      'the other worker to lead',
      30_000,
      async () => (await cluster.leadingAmong(others)) !== null,
    )
    expect(elapsed).toBeLessThan(10_000)
    expect((await cluster.leader())?.term).toBe((before?.term ?? 0) + 1)
    await changeFee(9345)
    await until('the new leader to have carried the fee on', 10_000, everywhere(saysFee('93,45')))
    await leading?.start()
    process.stdout.write(`  another worker led ${Math.round(elapsed)} ms after the first was killed\n`)
  })

  it('say in the measures of the one that leads how far search is', async () => {
    const leading = await cluster.leadingAmong(workers)
    await until('search to be caught up', 10_000, async () => {
      const measures = await (await fetch(`${leading?.url}/metrics`)).text()
      return /^pdc_search_caught_up 1$/m.test(measures) && /^pdc_search_lag_lines 0$/m.test(measures)
    })
    expect(await (await fetch(`${leading?.url}/metrics`)).text()).toMatch(/^pdc_index_drift_documents \d/m)
  })

  it('hand over at once when the leading worker is stopped in good order', async () => {
    const leading = await cluster.leadingAmong(workers)
    const others = workers.filter((worker) => worker !== leading)
    await leading?.stop()
    expect(
      await until(
        'the other worker to lead',
        30_000,
        async () => (await cluster.leadingAmong(others)) !== null,
      ),
    ).toBeLessThan(3_000)
    await leading?.start()
  })

  it('can be restarted one after the other without one failed read', async () => {
    const proxy = await roundRobinProxy(deliveries.map(({ url }) => url))
    const failures: string[] = []
    let reads = 0
    let isDone = false
    const read = async () => {
      while (!isDone) {
        const answer = await fetch(`${proxy.url}/api/v1/products/paspoort`).catch((error: unknown) =>
          String(error),
        )
        reads += 1
        if (typeof answer === 'string') failures.push(answer)
        else if (!answer.ok) failures.push(`${answer.status}`)
        if (typeof answer !== 'string') await answer.arrayBuffer()
      }
    }
    const readers = [read(), read(), read(), read()]
    for (const node of deliveries) {
      await node.stop()
      await node.start()
      await until('the proxy to have it back', 10_000, async () => proxy.healthy().length === 2)
    }
    isDone = true
    await Promise.all(readers)
    await proxy.close()
    process.stdout.write(`  ${reads} reads during two restarts, ${failures.length} failed\n`)
    expect(failures).toEqual([])
    expect(reads).toBeGreaterThan(200)
  })

  it('go on reading while the editor is away, and say so where it is needed', async () => {
    await cluster.editor.stop()
    const [first] = deliveries
    expect((await fetch(`${first?.url}/api/users/me`)).status).toBe(503)
    expect((await productAt(first?.url ?? '', product))?.title).toBe('Reisdocument aanvragen')
    expect((await fetch(`${first?.url}/readyz/read`)).status).toBe(200)
    // What it last heard of the editor may be some seconds old.
    await until('the replica to say that the editor is away', 20_000, async () => {
      const { parts } = Object(await (await fetch(`${first?.url}/readyz`)).json())
      return parts.editor.ready === false
    })
    await cluster.editor.start()
  })
})
