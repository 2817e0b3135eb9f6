import type { Filter } from 'mongodb'
import { ITEM_KINDS } from '../../../catalogue'
import type { Instant } from '../../../kernel'
import type { ChangePosition, LogLine, LogReader } from '../../../publications'
import { nameKey, type LineDocument } from '../../log-document'
import { mergeChanges } from './merge-changes'
import {
  BARE,
  bareOf,
  deskOf,
  entryOf,
  entryWithRecordOf,
  itemKey,
  ONLY_DESK,
  ONLY_RECORD,
  overtaken,
  PLACE,
  type Place,
  readRecordOf,
  WITHOUT_DESK,
  WITHOUT_TEXTS,
} from './mongodb-lines'
import type { MongodbReader } from './mongodb-reader'

const COLLECTION = 'publications'
/** How many lines are asked for by number at a time. */
const PORTION = 1_000

/**
 * Reads the publication log from MongoDB: plain finds on declared indexes, and what one find cannot say is decided here. So it
 * needs nothing that DocumentDB lacks (no `$lookup`, no change stream, no comparison of two fields).
 */
export function mongodbLogReader(reader: MongodbReader): LogReader {
  const lines = () => reader.collection<LineDocument>(COLLECTION)

  const placesOf = async (filter: Filter<LineDocument>): Promise<ReadonlyMap<string, readonly Place[]>> => {
    const byItem = new Map<string, Place[]>()
    const found = lines()
      .find<Place>(filter, { projection: PLACE })
      .sort({ kind: 1, itemId: 1, locale: 1, seq: 1 })
    for await (const place of found) {
      const known = byItem.get(itemKey(place))
      if (known === undefined) byItem.set(itemKey(place), [place])
      else known.push(place)
    }
    return byItem
  }
  const ofSameItems = (places: readonly Place[]): Promise<ReadonlyMap<string, readonly Place[]>> => {
    if (places.length === 0) return Promise.resolve(new Map())
    const kinds = [...new Set(places.map(({ kind }) => kind))]
    return placesOf({
      $or: kinds.map((kind) => ({
        kind,
        itemId: {
          $in: [...new Set(places.filter((place) => place.kind === kind).map(({ itemId }) => itemId))],
        },
      })),
    })
  }
  const byNumber = async <T>(
    seqs: readonly number[],
    projection: Record<string, 0 | 1>,
    read: (row: LineDocument) => T,
  ): Promise<readonly T[]> => {
    const found: T[] = []
    for (let start = 0; start < seqs.length; start += PORTION) {
      const portion = seqs.slice(start, start + PORTION)
      const rows = lines()
        .find({ seq: { $in: portion } }, { projection })
        .sort({ seq: 1 })
      for await (const row of rows) found.push(read(row))
    }
    return found
  }
  /** Lines published ahead that someone has seen, of a page that may hold others. */
  const seen = async (page: readonly LineDocument[]): Promise<readonly LineDocument[]> => {
    const places = await ofSameItems(page)
    return page.filter(
      (line) => !overtaken(line, places.get(itemKey(line)) ?? [], line.effectiveFrom, line.effectiveFrom),
    )
  }
  const aheadSeen = async (
    { aheadFrom, aheadSeq }: Pick<ChangePosition, 'aheadFrom' | 'aheadSeq'>,
    upTo: Instant,
    kinds: readonly string[],
    limit: number,
  ): Promise<readonly LogLine[]> => {
    const found: LineDocument[] = []
    let [from, seq]: readonly [string, number] = [aheadFrom, aheadSeq]
    while (found.length < limit) {
      const page = await lines()
        .find(
          {
            ahead: true,
            effectiveFrom: { $gte: from, $lte: upTo },
            $or: [{ effectiveFrom: { $gt: from } }, { effectiveFrom: from, seq: { $gt: seq } }],
          },
          { projection: BARE },
        )
        .sort({ effectiveFrom: 1, seq: 1 })
        .limit(PORTION)
        .toArray()
      found.push(...(await seen(page.filter(({ kind }) => kinds.includes(kind)))))
      const last = page.at(-1)
      if (last === undefined || page.length < PORTION) break
      ;[from, seq] = [last.effectiveFrom, last.seq]
    }
    return found.slice(0, limit).map(bareOf)
  }

  /** Numbers of the lines that count then or later, in order. */
  const standingAt = async (at: Instant): Promise<readonly number[]> => {
    const seqs: number[] = []
    for (const places of (await placesOf({ kind: { $in: [...ITEM_KINDS] } })).values()) {
      let earliest: string | null = null
      for (const { seq, effectiveFrom } of places.toReversed()) {
        if (earliest === null || earliest > (effectiveFrom > at ? effectiveFrom : at)) seqs.push(seq)
        if (earliest === null || effectiveFrom < earliest) earliest = effectiveFrom
      }
    }
    return seqs.sort((a, b) => a - b)
  }

  return {
    async head() {
      const [last] = await lines()
        .find({}, { projection: { _id: 0, seq: 1 } })
        .sort({ seq: -1 })
        .limit(1)
        .toArray()
      return last?.seq ?? 0
    },
    async after(seq, limit) {
      const found = lines().find({ seq: { $gt: seq } }, { projection: WITHOUT_TEXTS })
      return (await found.sort({ seq: 1 }).limit(limit).toArray()).map(entryOf)
    },
    async recordsAfter(seq, limit) {
      const found = lines().find({ seq: { $gt: seq } }, { projection: WITHOUT_DESK })
      return (await found.sort({ seq: 1 }).limit(limit).toArray()).map(entryWithRecordOf)
    },
    standing: async (at) => byNumber(await standingAt(at), WITHOUT_TEXTS, entryOf),
    standingLines: async (at) => byNumber(await standingAt(at), BARE, bareOf),
    records: (seqs) =>
      byNumber(
        seqs.toSorted((a, b) => a - b),
        WITHOUT_DESK,
        entryWithRecordOf,
      ),
    async publicRecords(seqs) {
      const found = await byNumber(seqs, ONLY_RECORD, readRecordOf)
      return found.filter((read) => read !== null)
    },
    async desk(seqs) {
      return new Map((await byNumber(seqs, ONLY_DESK, deskOf)).filter((found) => found !== null))
    },
    async asOf({ kind, locale, at, id, slug, upn, productId }) {
      const found = await lines()
        .find<Place>(
          {
            kind,
            locale,
            ...(id !== undefined && { itemId: id }),
            ...(slug !== undefined && { slug }),
            ...(upn !== undefined && { names: nameKey(upn) }),
            ...(productId !== undefined && { productIds: productId }),
            effectiveFrom: { $lte: at },
            recordedAt: { $lte: at },
          },
          { projection: PLACE },
        )
        .toArray()
      const places = await ofSameItems(found)
      const counting = found.filter((line) => !overtaken(line, places.get(itemKey(line)) ?? [], at, at))
      return byNumber(
        counting.map(({ seq }) => seq).toSorted((a, b) => a - b),
        WITHOUT_DESK,
        entryWithRecordOf,
      )
    },
    async changes({ after, until, kinds, limit }) {
      const atOnce = await lines()
        .find({ seq: { $gt: after.seq }, ahead: false, kind: { $in: [...kinds] } }, { projection: BARE })
        .sort({ seq: 1 })
        .limit(limit)
        .toArray()
      const [whole, last] = [
        atOnce.map(bareOf),
        atOnce.length === limit ? atOnce.map(bareOf).at(-1) : undefined,
      ]
      // A full page ends with its last line; what took effect after that belongs to the next, and is not looked for.
      const upTo = last !== undefined && last.recordedAt < until ? last.recordedAt : until
      return mergeChanges(after, whole, await aheadSeen(after, upTo, kinds, limit), limit)
    },
    async countChanges({ until, kinds }) {
      const atOnce = await lines().countDocuments({ ahead: false, kind: { $in: [...kinds] } })
      const ahead = await aheadSeen({ aheadFrom: '', aheadSeq: 0 }, until, kinds, Number.MAX_SAFE_INTEGER)
      return atOnce + ahead.length
    },
    close: () => reader.close(),
  }
}
