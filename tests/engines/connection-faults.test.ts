import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/platform/delivery/store/open-store'
import { until } from '../e2e/support/app'
import { type Backstage, openBackstage } from '../support/backstage'
import { bootEditor } from '../support/boot-editor'
import { countedSaves, type CountedSaves } from '../support/counted-saves'
import { type OpenEditor, openEditor } from '../support/editor'
import { engineUnderTest, keepsTransactions, withDatabase } from '../support/engines/engine'
import { membersOf, type MongoProxy, mongoProxy, primaryOf } from '../support/mongo-proxy'

/** What becomes of a save when the way to the database breaks or gets slow, on whichever server is given. */
const engine = engineUnderTest()
if (engine.kind !== 'mongodb') throw new Error('A database in the own process has no connection')
const proxy = await mongoProxy(engine.url)
const members = await membersOf(engine.url)
const primary = await primaryOf(engine.url)

const isInTransaction = proxy !== null && keepsTransactions()
let editor: OpenEditor
let backstage: Backstage
let saves: CountedSaves
let before: { readonly products: number; readonly lines: number }

beforeAll(async () => {
  editor = await openEditor({ logLevel: 'silent', engine: { ...engine, url: way().url } })
  backstage = await openBackstage(directly(editor.env.databaseUrl))
  saves = await countedSaves(editor, backstage)
})
afterAll(async () => {
  await backstage?.close()
  await editor?.close()
  await proxy?.close()
})

/** The way through the proxy; where a driver cannot come that way, a server without faults. */
const way = (): Pick<MongoProxy, 'url'> => proxy ?? engine
/** The same database, not through the proxy. */
const directly = (url: string) => withDatabase(engine.url, new URL(url).pathname.slice(1))
const broken = (): MongoProxy => {
  if (proxy === null) throw new Error('Drivers do not reach this server through a proxy')
  return proxy
}
beforeEach(async () => {
  before = await saves.begin()
})

describe.runIf(isInTransaction)('a save is stored once', () => {
  it.each(['cut before', 'cut answer'] as const)(
    'when the connection breaks anywhere in its transaction (%s)',
    async (fault) => {
      const begun = broken().commands()
      await saves.publish()
      const commands = broken().commands() - begun
      expect(commands).toBeGreaterThan(10)
      let saved = 1
      for (let skip = 0; skip < commands; skip += 4, saved += 1) {
        broken().fail('any', fault, { skip })
        await saves.publish()
      }
      await saves.expectStored(saved)
    },
    300_000,
  )

  it.each([
    ['never reaches the server', 'cut before', 1],
    ['is carried out and its answer is lost', 'cut answer', 1],
    ['is carried out, and the answer to the driver’s own second question is lost too', 'cut answer', 2],
    ['is asked about four times before an answer comes through', 'cut answer', 4],
  ] as const)('when its commit %s', async (_what, fault, times) => {
    broken().fail('commitTransaction', fault, { times })
    await saves.publish()
    await saves.expectStored(1)
  })
})

describe.runIf(proxy !== null)('a way that is slow or gone for a while', () => {
  it('makes a save slow and changes nothing else', async () => {
    const quick = await timeOf(() => saves.publish())
    broken().delay(20)
    const slow = await timeOf(() => saves.publish()).finally(() => broken().delay(0))
    expect(slow).toBeGreaterThan(quick + 100)
    await saves.expectStored(2)
  })

  it('is gone, and saves go on without a new start when it is back', async () => {
    const turnedAway = broken().turnedAway()
    broken().cutAll()
    await until('the driver to try in vain', 30_000, async () => broken().turnedAway() > turnedAway)
    broken().restore()
    await until('the editor to read again', 30_000, () =>
      saves.products().then(
        () => true,
        () => false,
      ),
    )
    await saves.publish()
    await saves.expectStored(1)
  }, 60_000)

  it('leaves a follower of the log where it was, to go on from there', async () => {
    const store = openStore(editor.env.databaseUrl)
    const log = store.logReader()
    const head = await log.head()
    broken().cutAll()
    await expect(log.head()).rejects.toThrow()
    broken().restore()
    await saves.publish()
    const found: number[] = []
    await until('the follower to see the new line', 30_000, async () => {
      const lines = await log.after(head, 10).catch(() => [])
      found.push(...lines.map(({ seq }) => seq))
      return lines.length > 0
    })
    expect(found).toEqual([head + 1])
    await log.close()
    await store.close()
  }, 120_000)
})

const SAVES = 20

/** In the middle of saves: what was acknowledged is stored once, and what was refused once or never. */
async function expectNoneLost(
  payload: OpenEditor['payload'],
  happens: () => Promise<unknown>,
): Promise<void> {
  const log = await openBackstage(directly(editor.env.databaseUrl))
  const slugs = Array.from({ length: SAVES }, () => randomUUID())
  const saving = slugs.map((slug) => saves.publish(slug, payload))
  await until('the first saves to be stored', 60_000, async () => (await log.lines()).length > before.lines)
  const [outcomes] = await Promise.all([Promise.allSettled(saving), happens()])
  const lines = await log.lines()
  await log.close()
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1))
  const times = (slug: string) => lines.filter((line) => line.slug === slug).length
  const acknowledged = slugs.filter((_, index) => outcomes[index]?.status === 'fulfilled')
  expect(acknowledged.map(times)).toEqual(acknowledged.map(() => 1))
  expect(slugs.filter((slug) => times(slug) > 1)).toEqual([])
  expect((await saves.products()) - before.products).toBe(lines.length - before.lines)
}

it.runIf(isInTransaction)('a way that is gone for a moment keeps a save waiting', async () => {
  const turnedAway = broken().turnedAway()
  broken().cutAll()
  const saving = saves.publish()
  await until('the driver to try in vain', 30_000, async () => broken().turnedAway() > turnedAway)
  broken().restore()
  await saving
  await saves.expectStored(1)
})

it.runIf(isInTransaction)(
  'a way that breaks in the middle of saves loses and doubles none',
  async () => {
    await expectNoneLost(editor.payload, async () => {
      broken().cutAll()
      broken().restore()
    })
  },
  120_000,
)

// Another member must be there to take over; and by their own names, since the proxy leads to one.
it.runIf(members.length > 1)(
  'a change of the primary in the middle of saves loses and doubles none',
  async () => {
    const beside = await bootEditor(
      { ...editor.env, databaseUrl: directly(editor.env.databaseUrl) },
      editor.secret,
    )
    const admin = new MongoClient(engine.url)
    // The server may end this connection as well, before it answers.
    const stepDown = () =>
      admin
        .db('admin')
        .command({ replSetStepDown: 30 })
        .catch(() => undefined)
    await expectNoneLost(beside, stepDown)
    expect(await primaryOf(engine.url)).not.toEqual(primary)
    await admin.close()
    await beside.destroy()
  },
  300_000,
)

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
