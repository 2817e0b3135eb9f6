import { type Db, MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEditor, type OpenEditor } from '../support/editor'
import { type SimulatedServer, startSimulatedServer } from '../support/mongo-simulation/server'

let server: SimulatedServer
let client: MongoClient
let db: Db
beforeAll(async () => {
  server = await startSimulatedServer()
  client = new MongoClient(server.url)
  db = client.db('portable')
})
afterAll(async () => {
  await client.close()
  await server.stop()
})

const products = () => db.collection('products')
const collation = { locale: 'nl' }
const joined = { $lookup: { from: 'organisations', localField: 'o', foreignField: '_id', as: 'o' } }

describe('the simulated server refuses what DocumentDB lacks', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a join', () => products().aggregate([joined]).toArray()],
    [
      'a join in a part of another stage',
      () =>
        products()
          .aggregate([{ $facet: { joined: [joined] } }])
          .toArray(),
    ],
    ['a change stream', () => products().watch().next()],
    ['an order of a language', () => products().find({}, { collation }).toArray()],
    ['a count in one', () => products().countDocuments({}, { collation })],
    ['a change in one', () => products().updateOne({ a: 1 }, { $set: { a: 2 } }, { collation })],
    ['an index in one', () => products().createIndex({ a: 1 }, { collation })],
    [
      'an index that is told',
      () =>
        products()
          .find({}, { hint: { _id: 1 } })
          .toArray(),
    ],
  ])('%s', async (_what, ask) => {
    await expect(ask()).rejects.toThrow(/Not every engine has/)
  })

  it('and nothing else', async () => {
    expect(
      await products()
        .aggregate([{ $match: {} }])
        .toArray(),
    ).toEqual([])
    expect(await products().countDocuments({ collation: 'a field may be named so' })).toBe(0)
  })
})

describe('Payload', () => {
  let editor: OpenEditor
  beforeAll(async () => {
    editor = await openEditor({
      engine: { kind: 'mongodb', url: server.url, transactions: true, prefix: 'portable_' },
    })
  })
  afterAll(() => editor.close())

  const find = (asked: object) => editor.payload.find({ collection: 'products', ...asked })

  it('looks for a field of a related document without a join', async () => {
    expect((await find({ where: { 'organisation.name': { equals: 'Zomerdam' } } })).docs).toEqual([])
  })

  // No screen and no code of ours asks for it; who writes such an address for Payload's own REST does.
  it('joins for a sort by a field of a related document, and only there', async () => {
    await expect(find({ sort: 'organisation.name' })).rejects.toThrow(/\$lookup/)
    expect((await find({ sort: 'organisation' })).docs).toEqual([])
  })
})
