import type { Instant } from '../../../kernel'
import { visibleFrom } from '../../../publications'
import type { ChangePosition, LogLine, VisibleChange } from '../../../publications'

/**
 * Puts lines that held at once (in order of the log) and lines published ahead (in order of the moment they took effect)
 * into one row, as readers saw them, each with the position from which to go on.
 */
export function mergeChanges(
  after: ChangePosition,
  atOnce: readonly LogLine[],
  ahead: readonly LogLine[],
  limit: number,
): readonly VisibleChange[] {
  const changes: VisibleChange[] = []
  let position = after
  let [left, right] = [0, 0]
  while (changes.length < limit) {
    const now = atOnce[left]
    const later = ahead[right]
    if (now && (!later || now.recordedAt <= later.effectiveFrom)) {
      left += 1
      position = { ...passed(position, now.recordedAt), seq: now.seq }
      changes.push({ entry: now, at: visibleFrom(now), position })
    } else if (later) {
      right += 1
      position = { ...position, aheadFrom: later.effectiveFrom, aheadSeq: later.seq }
      changes.push({ entry: later, at: visibleFrom(later), position })
    } else break
  }
  return changes
}

/**
 * Everything published ahead for before this moment has been seen: a later line can only be published ahead for later. So the
 * next page need not look for it further back.
 */
function passed(position: ChangePosition, recordedAt: Instant): ChangePosition {
  return position.aheadFrom >= recordedAt ? position : { ...position, aheadFrom: recordedAt, aheadSeq: 0 }
}
