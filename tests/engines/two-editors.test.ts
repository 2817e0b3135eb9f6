import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishingParts } from '../../src/platform/editor'
import { followUpRunner } from '../../src/platform/editor/follow-ups'
import { openStore } from '../../src/platform/delivery/store/open-store'
import { paragraph, untyped, type UntypedPayload } from '../integration/publishing-editor'
import { type Backstage, openBackstage } from '../support/backstage'
import { openBeside, openEditor, type OpenEditor } from '../support/editor'
import { keepsTransactions } from '../support/engines/engine'

/** Two editors, each with a connection of its own as two processes have, on one database. */
let first: OpenEditor
let second: OpenEditor
let backstage: Backstage
let organisation: string
let uplEntry: string

beforeEach(async () => {
  first = await openEditor()
  second = await openBeside(first)
  backstage = await openBackstage(first.env.databaseUrl)
  organisation = await save(untyped(first.payload), 'organisations', {
    name: 'Gemeente Voorbeeld',
    type: 'municipality',
  })
  uplEntry = await save(untyped(first.payload), 'upl-entries', {
    label: 'paspoort',
    uri: 'http://example.org/upl/paspoort',
  })
})
afterEach(async () => {
  await backstage.close()
  await second.close()
  await first.close()
})

const save = async (local: UntypedPayload, collection: string, data: Record<string, unknown>) =>
  String((await local.create({ collection, data })).id)
const both = () => [untyped(first.payload), untyped(second.payload)] as const
const values = (amountInCents: number) => [{ validFrom: '2026-01-01T12:00:00.000Z', amountInCents }]
const aFee = (amountInCents: number) =>
  save(both()[0], 'facts', {
    key: `fee-${randomUUID()}`,
    label: 'Kosten',
    kind: 'amount',
    organisation,
    values: values(amountInCents),
    _status: 'published',
  })
const productData = (fee: string) => ({
  title: 'Paspoort',
  slug: `paspoort-${randomUUID()}`,
  audiences: ['resident'],
  organisation,
  uplEntries: [uplEntry],
  reviewBy: '2099-01-01T12:00:00.000Z',
  answers: [{ channel: 'general', body: paragraph('Het kost ', { fact: fee }, '.') }],
  _status: 'published',
})

describe('two editors at once', () => {
  it('publish without losing or doubling anything, in a log without gaps whose time never runs back', async () => {
    const fee = await aFee(8387)
    const products = await Promise.all(
      [...both(), ...both()].map((local) => save(local, 'products', productData(fee))),
    )
    const before = (await backstage.lines()).length
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (both()[index % 2] ?? both()[0]).update({
          collection: 'products',
          id: products[index % products.length] ?? '',
          data: { title: `Titel ${index}`, _status: 'published' },
        }),
      ),
    )
    const lines = await backstage.lines()
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1))
    expect(lines.map((line) => line.recorded_at)).toEqual(lines.map((line) => line.recorded_at).toSorted())
    expect(lines).toHaveLength(before + 40)
    for (const id of products) {
      const row = await both()[0].findByID({ collection: 'products', id })
      const last = lines.filter((line) => line.item_id === id).at(-1)
      expect(JSON.parse(last?.record ?? '{}').title).toBe(row['title'])
    }
  }, 120_000)

  it('never show a follower a line before all lines with lower numbers', async () => {
    const fee = await aFee(8387)
    const store = openStore(first.env.databaseUrl)
    const log = store.logReader()
    const seen: number[] = []
    let isDone = false
    const follow = async () => {
      for (let hasSeenAll = false; !hasSeenAll; await setImmediate()) {
        hasSeenAll = isDone
        for (const { seq } of await log.after(seen.at(-1) ?? 0, 100)) seen.push(seq)
      }
    }
    const publish = async () => {
      const all = Array.from({ length: 20 }, (_, index) => both()[index % 2] ?? both()[0])
      await Promise.all(all.map((local) => save(local, 'products', productData(fee)))).finally(() => {
        isDone = true
      })
    }
    await Promise.all([follow(), publish()])
    await log.close()
    await store.close()
    expect(seen).toEqual(seen.map((_, index) => index + 1))
    expect(seen).toHaveLength((await backstage.lines()).length)
  }, 120_000)

  it.runIf(keepsTransactions())(
    'leave no stale answer when one publishes a text and the other changes the fact in it',
    async () => {
      for (let round = 0; round < 8; round += 1) {
        const fee = await aFee(8387)
        const [a, b] = round % 2 === 0 ? both() : [both()[1], both()[0]]
        const [product] = await Promise.all([
          save(a, 'products', productData(fee)),
          b.update({ collection: 'facts', id: fee, data: { values: values(9000), _status: 'published' } }),
        ])
        await followUps()
        const last = (await backstage.lines({ kind: 'product', id: product })).at(-1)
        expect(last?.record).toMatch(/€\s90/)
      }
    },
    120_000,
  )

  it.runIf(keepsTransactions())(
    'leave no text that refers to a fact which the other deleted',
    async () => {
      for (let round = 0; round < 8; round += 1) {
        const fee = await aFee(8387)
        const [a, b] = round % 2 === 0 ? both() : [both()[1], both()[0]]
        const [published, deleted] = await Promise.allSettled([
          save(a, 'products', productData(fee)),
          b.delete({ collection: 'facts', id: fee }),
        ])
        expect([published.status, deleted.status].toSorted()).toEqual(['fulfilled', 'rejected'])
      }
    },
    120_000,
  )
})

async function followUps(): Promise<void> {
  const runner = followUpRunner(first.payload, publishingParts(first.env))
  await runner.drain()
  await runner.stop()
}
