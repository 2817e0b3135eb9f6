import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock, Instant } from '../../src/kernel'
import { FIRST_CHANGE } from '../../src/publications'
import type { LogReader, NewLogEntry, VisibleChange } from '../../src/publications'
import { START, aProduct, aQuestion, moment, published, retracted } from '../integration/delivery/records'

/** A log under test, with a way to write to it and to close it. */
export type LogUnderTest = {
  readonly log: LogReader
  append(...lines: readonly NewLogEntry[]): number | Promise<number>
  close(): Promise<void>
}

const LATER = moment('2026-02-01T00:00:00+01:00')
const MUCH_LATER = moment('2026-03-01T00:00:00+01:00')

/** What every publication log does, whatever engine holds it. `open` gives an empty log whose lines get the clock's time. */
export function logReaderContract(open: (clock: Clock) => Promise<LogUnderTest>): void {
  let now: Instant = START
  let under: LogUnderTest
  const seqs = (lines: readonly { readonly seq: number }[]) => lines.map(({ seq }) => seq)

  beforeEach(async () => {
    now = START
    under = await open(() => now)
  })
  afterEach(() => under.close())

  it('is at 0 while it is empty', async () => {
    expect(await under.log.head()).toBe(0)
    expect(await under.log.after(0, 10)).toEqual([])
    expect(await under.log.standing(now)).toEqual([])
    expect(
      await under.log.changes({ after: FIRST_CHANGE, until: now, kinds: ['product'], limit: 9 }),
    ).toEqual([])
  })

  it('gives lines in order and in portions', async () => {
    for (const id of ['a', 'b', 'c']) await under.append(published(aProduct({ id, slug: id })))
    expect(await under.log.head()).toBe(3)
    expect(seqs(await under.log.after(0, 2))).toEqual([1, 2])
    expect(seqs(await under.log.after(2, 2))).toEqual([3])
  })

  it('gives back the record and card that were written, and agent-only text only when asked for it', async () => {
    const line = published(aProduct(), { memo: 'alleen voor medewerkers' })
    await under.append(line)
    const [found] = await under.log.recordsAfter(0, 10)
    expect(found).toMatchObject({
      seq: 1,
      kind: 'product',
      itemId: 'p-paspoort',
      contentHash: line.contentHash,
    })
    expect(found?.record).toEqual(line.record)
    expect(found?.card).toEqual(line.card)
    expect(await under.log.publicRecords([1])).toEqual([
      { seq: 1, record: line.record, bytes: expect.any(Number) },
    ])
    const everythingElse = JSON.stringify([
      await under.log.after(0, 9),
      await under.log.recordsAfter(0, 9),
      await under.log.records([1]),
      await under.log.publicRecords([1]),
      await under.log.standing(now),
      await under.log.asOf({ kind: 'product', locale: 'nl', at: now, id: 'p-paspoort' }),
    ])
    expect(everythingElse).not.toContain('alleen voor medewerkers')
    expect((await under.log.desk([1, 7])).get(1)?.deskMemo.text).toBe('alleen voor medewerkers')
  })

  it('leaves out positions that it does not have', async () => {
    await under.append(published(aProduct()))
    expect(seqs(await under.log.records([1, 5]))).toEqual([1])
    expect(await under.log.records([])).toEqual([])
    expect(seqs(await under.log.publicRecords([1, 5]))).toEqual([1])
    expect(await under.log.publicRecords([])).toEqual([])
    expect((await under.log.desk([1])).size).toBe(0)
  })

  it('gives no record of what was retracted', async () => {
    await under.append(published(aProduct()))
    await under.append(retracted({ kind: 'product', id: 'p-paspoort', slug: 'paspoort' }))
    expect(seqs(await under.log.publicRecords([1, 2]))).toEqual([1])
  })

  it('starts from the lines that count now and those that will count later', async () => {
    await under.append(published(aProduct({ title: 'oud' })))
    await under.append(
      published(aProduct({ title: 'nu' })),
      published(aProduct({ title: 'straks' }), { from: LATER }),
    )
    expect(seqs(await under.log.standing(now))).toEqual([2, 3])
    expect(seqs(await under.log.standing(LATER))).toEqual([3])
  })

  it('starts from all that counts, however much that is', async () => {
    const titles = Array.from({ length: 620 }, (_, number) => `p${number}`)
    for (const id of titles) await under.append(published(aProduct({ id, slug: id })))
    await under.append(published(aProduct({ id: 'p7', slug: 'p7', title: 'anders' })))
    const standing = await under.log.standing(now)
    expect(seqs(standing)).toEqual([
      ...Array.from({ length: 621 }, (_, index) => index + 1).filter((seq) => seq !== 8),
    ])
    expect(await under.log.standingLines(now)).toEqual(standing.map(({ card: _card, ...line }) => line))
  })

  it('starts without lines that were overtaken before their day', async () => {
    await under.append(published(aProduct()), published(aProduct({ title: 'straks' }), { from: LATER }))
    await under.append(published(aProduct({ title: 'toch anders' })))
    expect(seqs(await under.log.standing(now))).toEqual([3])
  })

  it('keeps languages and kinds apart', async () => {
    await under.append(published(aProduct()), published(aProduct({ locale: 'en', slug: 'passport' })))
    await under.append(published(aQuestion({ id: 'p-paspoort' })))
    expect(seqs(await under.log.standing(now))).toEqual([1, 2, 3])
    const english = await under.log.asOf({ kind: 'product', locale: 'en', at: now, id: 'p-paspoort' })
    expect(english.map(({ slug }) => slug)).toEqual(['passport'])
  })

  describe('as of a moment', () => {
    const at = (moment: Instant, by: { id?: string; slug?: string; upn?: string; productId?: string }) =>
      under.log.asOf({
        kind: by.productId === undefined ? 'product' : 'question',
        locale: 'nl',
        at: moment,
        ...by,
      })

    it('tells what counted then, by the slug of then', async () => {
      await under.append(published(aProduct({ slug: 'reisdocument' })))
      now = MUCH_LATER
      await under.append(published(aProduct({ slug: 'paspoort' }), { from: now }))
      expect(seqs(await at(LATER, { slug: 'reisdocument' }))).toEqual([1])
      expect(await at(LATER, { slug: 'paspoort' })).toEqual([])
      expect(await at(MUCH_LATER, { slug: 'reisdocument' })).toEqual([])
      expect(seqs(await at(MUCH_LATER, { id: 'p-paspoort' }))).toEqual([2])
    })

    it('does not know what was recorded later, even when it was to count from before', async () => {
      now = LATER
      await under.append(published(aProduct(), { from: START }))
      expect(await at(START, { id: 'p-paspoort' })).toEqual([])
      expect(seqs(await at(LATER, { id: 'p-paspoort' }))).toEqual([1])
    })

    it('switches at the moment a coming value takes effect', async () => {
      await under.append(published(aProduct()), published(aProduct({ title: 'straks' }), { from: LATER }))
      expect(seqs(await at(moment('2026-01-31T22:59:59.999Z'), { slug: 'paspoort' }))).toEqual([1])
      expect(seqs(await at(LATER, { slug: 'paspoort' }))).toEqual([2])
    })

    it('finds by name: labels in any case, URIs as they are', async () => {
      await under.append(published(aProduct()))
      expect(seqs(await at(now, { upn: 'Paspoort' }))).toEqual([1])
      expect(seqs(await at(now, { upn: 'http://standaarden.overheid.nl/owms/terms/paspoort' }))).toEqual([1])
      expect(await at(now, { upn: 'http://standaarden.overheid.nl/owms/terms/Paspoort' })).toEqual([])
    })

    it('finds the questions of a product', async () => {
      await under.append(
        published(aQuestion()),
        published(aQuestion({ id: 'q2', slug: 'q2', productIds: ['x'] })),
      )
      expect(seqs(await at(now, { productId: 'p-paspoort' }))).toEqual([1])
    })

    it('shows that an item was taken away', async () => {
      await under.append(published(aProduct()))
      now = LATER
      await under.append(retracted({ kind: 'product', id: 'p-paspoort', slug: 'paspoort', from: LATER }))
      expect((await at(LATER, { id: 'p-paspoort' })).map(({ type, record }) => [type, record])).toEqual([
        ['RETRACTED', null],
      ])
    })
  })

  describe('changes', () => {
    const kinds = ['product', 'question'] as const
    const follow = async (until: Instant, limit: number): Promise<readonly VisibleChange[]> => {
      const seen: VisibleChange[] = []
      for (;;) {
        const after = seen.at(-1)?.position ?? FIRST_CHANGE
        const page = await under.log.changes({ after, until, kinds, limit })
        seen.push(...page)
        if (page.length < limit) return seen
      }
    }

    it.each([1, 2, 3, 50])('come in the order in which readers saw them, in pages of %i', async (limit) => {
      await under.append(published(aProduct()), published(aProduct({ title: 'straks' }), { from: LATER }))
      await under.append(published(aQuestion()))
      now = MUCH_LATER
      await under.append(published(aProduct({ id: 'b', slug: 'b' })))
      const seen = await follow(now, limit)
      expect(seen.map(({ entry, at }) => [entry.seq, at])).toEqual([
        [1, START],
        [3, START],
        [2, LATER],
        [4, MUCH_LATER],
      ])
      expect(await under.log.countChanges({ until: now, kinds })).toBe(4)
    })

    it('never show a line before its day, and never skip it for who read on meanwhile', async () => {
      await under.append(published(aProduct()), published(aProduct({ title: 'straks' }), { from: LATER }))
      const before = await under.log.changes({ after: FIRST_CHANGE, until: now, kinds, limit: 9 })
      expect(before.map(({ entry }) => entry.seq)).toEqual([1])
      await under.append(published(aQuestion()))
      const mid = await under.log.changes({
        after: before.at(-1)?.position ?? FIRST_CHANGE,
        until: now,
        kinds,
        limit: 9,
      })
      expect(mid.map(({ entry }) => entry.seq)).toEqual([3])
      const last = await under.log.changes({
        after: mid.at(-1)?.position ?? FIRST_CHANGE,
        until: LATER,
        kinds,
        limit: 9,
      })
      expect(last.map(({ entry }) => entry.seq)).toEqual([2])
    })

    it('leave out a line that was overtaken before its day', async () => {
      await under.append(published(aProduct()), published(aProduct({ title: 'straks' }), { from: LATER }))
      await under.append(published(aProduct({ title: 'toch niet' })))
      expect((await follow(MUCH_LATER, 9)).map(({ entry }) => entry.seq)).toEqual([1, 3])
      expect(await under.log.countChanges({ until: MUCH_LATER, kinds })).toBe(2)
    })

    it('are only of the kinds asked for', async () => {
      await under.append(published(aProduct()), published(aQuestion()))
      const found = await under.log.changes({
        after: FIRST_CHANGE,
        until: now,
        kinds: ['question'],
        limit: 9,
      })
      expect(found.map(({ entry }) => entry.kind)).toEqual(['question'])
    })
  })
}
