import type { Instant } from '../../kernel'
import type { LogLine } from '../../publications'
import type { IndexPosition } from './meilisearch-engine'

type Line = Pick<LogLine, 'seq' | 'kind' | 'itemId' | 'locale' | 'effectiveFrom' | 'recordedAt'>

/**
 * Which line of the log each item has in the indexes, and which lines wait for their moment. Knows no engine and no log.
 * The line with the highest number that counts wins, whatever order lines come in and however often.
 */
export type IndexedLines = {
  /** Takes lines in; gives those to be indexed now, one per item and language. */
  take<L extends Line>(lines: readonly L[], now: Instant): readonly L[]
  /** Notes lines as indexed already. */
  note(lines: readonly Line[]): void
  /** Numbers of lines whose moment has come; they are given once. */
  due(now: Instant): readonly number[]
  /** True when the item has a newer line than this one. */
  isOvertaken(line: Line): boolean
  readonly waiting: () => number
}

export function indexedLines(): IndexedLines {
  const last = new Map<string, number>()
  const waiting = new Map<number, Instant>()

  return {
    take(lines, now) {
      const changes = new Map<string, (typeof lines)[number]>()
      for (const line of lines) {
        if (!countsBy(line, now)) {
          waiting.set(line.seq, line.effectiveFrom)
          continue
        }
        if ((last.get(keyOf(line)) ?? 0) >= line.seq) continue
        last.set(keyOf(line), line.seq)
        changes.set(keyOf(line), line)
      }
      return [...changes.values()]
    },
    note(lines) {
      for (const line of lines) last.set(keyOf(line), Math.max(line.seq, last.get(keyOf(line)) ?? 0))
    },
    due(now) {
      const seqs = [...waiting].filter(([, from]) => from <= now).map(([seq]) => seq)
      for (const seq of seqs) waiting.delete(seq)
      return seqs
    },
    isOvertaken: (line) => (last.get(keyOf(line)) ?? 0) > line.seq,
    waiting: () => waiting.size,
  }
}

/** True for lines that are indexed at that position; any other is indexed, perhaps once more, which does no harm. */
export function isCoveredBy(position: Pick<IndexPosition, 'seq' | 'at'>, line: Line): boolean {
  return line.seq <= position.seq && countsBy(line, position.at)
}

/** What was not published ahead counts from its record on, also when this machine's clock lags behind. */
export function countsBy({ effectiveFrom, recordedAt }: Line, now: Instant): boolean {
  return effectiveFrom <= recordedAt || effectiveFrom <= now
}

const keyOf = ({ kind, itemId, locale }: Line): string => `${kind} ${itemId} ${locale}`
