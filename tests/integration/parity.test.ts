import { describe, expect, it } from 'vitest'
import { checkParity } from '../../src/cli/parity-check'
import type { Place, Said } from '../../src/cli/parity-check'
import { contentHashOf } from '../../src/kernel'
import { memoryLog } from '../../src/platform/delivery/store/memory-log'
import { START, aProduct, published, retracted } from './delivery/records'

/** A log with one product that counts and one that was taken back, each line with the hash of its record. */
function aLog() {
  const log = memoryLog(() => START)
  const sound = (record: ReturnType<typeof aProduct>) => ({
    ...published(record),
    contentHash: contentHashOf(record),
  })
  const line = sound(aProduct({ id: 'p1', slug: 'paspoort' }))
  const gone = aProduct({ id: 'p2', slug: 'weg' })
  log.append(line)
  log.append(sound(gone))
  log.append(retracted(gone))
  return { log, hash: line.contentHash }
}

const place = (said: readonly Said[]): Place => ({ name: 'GraphQL', all: async () => said })

describe('the parity run', () => {
  it('is content when a place says what the log says', async () => {
    const { log, hash } = aLog()
    const report = await checkParity(log, START, [
      place([{ kind: 'product', id: 'p1', locale: 'nl', revision: 1, contentHash: hash }]),
    ])
    expect(report).toMatchObject({ items: 1, places: [{ name: 'GraphQL', items: 1 }], differences: [] })
  })

  it.each([
    [
      'an older revision',
      [{ kind: 'product', id: 'p1', locale: 'nl', revision: 0, contentHash: null }],
      'revision 0',
    ],
    [
      'another text',
      [{ kind: 'product', id: 'p1', locale: 'nl', revision: 1, contentHash: 'other' }],
      'other',
    ],
    ['nothing', [], 'nothing'],
  ] as const)('finds a place that says %s', async (_what, said, found) => {
    const { differences } = await checkParity(aLog().log, START, [place(said)])
    expect(differences).toEqual([expect.objectContaining({ place: 'GraphQL', item: 'product p1 nl', found })])
  })

  it('finds a place that still gives what was retracted', async () => {
    const { log, hash } = aLog()
    const said: Said[] = [
      { kind: 'product', id: 'p1', locale: 'nl', revision: 1, contentHash: hash },
      { kind: 'product', id: 'p2', locale: 'nl', revision: 2, contentHash: null },
    ]
    const { differences } = await checkParity(log, START, [place(said)])
    expect(differences).toEqual([expect.objectContaining({ item: 'product p2 nl', expected: 'nothing' })])
  })

  it('finds a record in the log that does not give its hash', async () => {
    const log = memoryLog(() => START)
    log.append({ ...published(aProduct({ id: 'p1' })), contentHash: 'damaged' })
    const said: Said[] = [{ kind: 'product', id: 'p1', locale: 'nl', revision: 1, contentHash: 'damaged' }]
    expect((await checkParity(log, START, [place(said)])).differences).toEqual([
      expect.objectContaining({ place: 'log' }),
    ])
  })
})
