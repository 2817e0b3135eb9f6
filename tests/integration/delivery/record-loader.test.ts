import { expect, it } from 'vitest'
import { aCard } from '../../../src/publications/builders.fixture'
import { aProduct, START } from './records'
import { recordLoader } from '../../../src/platform/delivery/read-model/record-loader'
import type { Entry } from '../../../src/platform/delivery/read-model/shelf'

const entry = (seq: number, id = `p${seq}`): Entry => ({
  kind: 'product',
  id,
  locale: 'nl',
  seq,
  slug: `p${seq}`,
  contentHash: '',
  publishedAt: START,
  card: aCard(),
  folded: '',
})

/** A loader over a log of which every record takes ten bytes, and the numbers that were read from it. */
function loaderWith(maxBytes: number) {
  const read: number[] = []
  const loader = recordLoader(
    {
      publicRecords: async (seqs) => {
        read.push(...seqs)
        return seqs.map((seq) => ({ seq, record: aProduct({ id: `p${seq}` }), bytes: 10 }))
      },
    },
    { maxCount: 1_000, maxBytes },
  )
  return {
    read,
    loader,
    load: (...seqs: readonly number[]) =>
      loader.loadMany(
        'product',
        seqs.map((seq) => entry(seq)),
      ),
  }
}
const idsOf = (loaded: readonly { readonly entry: Entry }[]) => loaded.map(({ entry: { id } }) => id)

it('reads what it does not have, and gives all in the order in which it was asked', async () => {
  const { read, load } = loaderWith(1_000)
  await load(2)
  expect(idsOf(await load(3, 2, 1))).toEqual(['p3', 'p2', 'p1'])
  expect(read).toEqual([2, 3, 1])
})

it('keeps all that is asked for while there is room', async () => {
  const { read, load } = loaderWith(1_000)
  await load(1, 2, 3)
  await load(1, 2, 3)
  expect(read).toEqual([1, 2, 3])
})

it('keeps only what is asked for again when it is half full', async () => {
  const { read, load } = loaderWith(100)
  await load(1, 2, 3, 4, 5)
  await load(6)
  await load(6)
  await load(6)
  expect(read).toEqual([1, 2, 3, 4, 5, 6, 6])
})

it('never gives the record of a line before, and does not keep it beside the new one', async () => {
  const { read, loader } = loaderWith(1_000)
  for (const seq of [1, 2, 3]) await loader.loadMany('product', [entry(seq, 'p')])
  const [again] = await loader.loadMany('product', [entry(3, 'p')])
  expect(again?.published.revision).toBe(3)
  expect(read).toEqual([1, 2, 3])
  expect(loader.report()).toMatchObject({ count: 1, bytes: 10 })
})

it('gives records that fit no cache', async () => {
  const { load } = loaderWith(5)
  expect(idsOf(await load(1, 2))).toEqual(['p1', 'p2'])
})
