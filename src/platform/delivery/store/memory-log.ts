import { instantOf, type Clock, type Instant } from '../../../kernel'
import type { DeskRecord, LogEntryWithRecord, LogReader, NewLogEntry } from '../../../publications'
import { approximateBytes } from '../bounded-cache'
import { mergeChanges } from './merge-changes'

/** A publication log in memory: for tests and for demonstrations without a database. */
export type MemoryLog = LogReader & {
  append(entry: NewLogEntry): number
}

type Line = LogEntryWithRecord & { readonly desk: DeskRecord | null }

export function memoryLog(clock: Clock = () => instantOf(new Date())): MemoryLog {
  const lines: Line[] = []

  const overtaken = (line: Line, until: Instant, recordedBy: Instant | null) =>
    lines.some(
      (newer) =>
        newer.seq > line.seq &&
        newer.kind === line.kind &&
        newer.itemId === line.itemId &&
        newer.locale === line.locale &&
        newer.effectiveFrom <= until &&
        (recordedBy === null || newer.recordedAt <= recordedBy),
    )
  const isAhead = (line: Line) => line.effectiveFrom > line.recordedAt
  const wasSeenAhead = (line: Line, until: Instant) =>
    isAhead(line) && line.effectiveFrom <= until && !overtaken(line, line.effectiveFrom, line.effectiveFrom)

  const standingAt = (at: Instant) =>
    lines.filter((line) => !overtaken(line, line.effectiveFrom > at ? line.effectiveFrom : at, null))

  return {
    append(entry) {
      const seq = lines.length + 1
      lines.push({ ...entry, seq, recordedAt: clock() })
      return seq
    },
    async head() {
      return lines.length
    },
    async after(seq, limit) {
      return lines.slice(seq, seq + limit).map(withoutTexts)
    },
    async recordsAfter(seq, limit) {
      return lines.slice(seq, seq + limit).map(withoutDesk)
    },
    async standing(at) {
      return standingAt(at).map(withoutTexts)
    },
    async standingLines(at) {
      return standingAt(at).map(bare)
    },
    async records(seqs) {
      return lines.filter((line) => seqs.includes(line.seq)).map(withoutDesk)
    },
    async publicRecords(seqs) {
      return lines.flatMap(({ seq, record }) =>
        record && seqs.includes(seq) ? [{ seq, record, bytes: approximateBytes(record) }] : [],
      )
    },
    async desk(seqs) {
      const found = new Map<number, DeskRecord>()
      for (const { seq, desk } of lines) if (desk && seqs.includes(seq)) found.set(seq, desk)
      return found
    },
    async asOf({ kind, locale, at, id, slug, upn, productId }) {
      return lines
        .filter((line) => line.kind === kind && line.locale === locale)
        .filter((line) => line.effectiveFrom <= at && line.recordedAt <= at && !overtaken(line, at, at))
        .filter((line) => id === undefined || line.itemId === id)
        .filter((line) => slug === undefined || line.slug === slug)
        .filter((line) => upn === undefined || hasName(line.card?.upn ?? [], upn))
        .filter((line) => productId === undefined || (line.card?.productIds.includes(productId) ?? false))
        .map(withoutDesk)
    },
    async changes({ after, until, kinds, limit }) {
      const wanted = lines.filter((line) => kinds.includes(line.kind))
      const atOnce = wanted.filter((line) => !isAhead(line) && line.seq > after.seq)
      const ahead = wanted
        .filter((line) => wasSeenAhead(line, until))
        .filter(
          ({ effectiveFrom, seq }) =>
            effectiveFrom > after.aheadFrom || (effectiveFrom === after.aheadFrom && seq > after.aheadSeq),
        )
        .sort((a, b) =>
          a.effectiveFrom === b.effectiveFrom ? a.seq - b.seq : a.effectiveFrom < b.effectiveFrom ? -1 : 1,
        )
      return mergeChanges(after, atOnce.map(bare), ahead.map(bare), limit)
    },
    async countChanges({ until, kinds }) {
      return lines.filter(
        (line) => kinds.includes(line.kind) && (!isAhead(line) || wasSeenAhead(line, until)),
      ).length
    },
    async close() {},
  }
}

/** URIs are compared as they are, labels without regard to case. */
const hasName = (names: readonly string[], wanted: string) =>
  names.some(
    (name) => name === wanted || (!name.startsWith('http') && name.toLowerCase() === wanted.toLowerCase()),
  )

const withoutDesk = ({ desk: _desk, ...line }: Line) => line
const withoutTexts = ({ desk: _desk, record: _record, ...line }: Line) => line
const bare = ({ desk: _desk, record: _record, card: _card, ...line }: Line) => line
