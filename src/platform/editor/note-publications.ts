import type { NewLogEntry } from '../../publications'
import type { Scope } from './publication-store'
import { onceCommitted } from './transactions'

/** Tells operators what was added to the log, when it is stored: by its revision and not by its text. */
export async function notePublications(
  lines: readonly NewLogEntry[],
  revisions: readonly number[],
  scope: Scope,
): Promise<void> {
  if (lines.length === 0) return
  await onceCommitted(scope, () => {
    for (const [index, { kind, itemId, locale, type, effectiveFrom }] of lines.entries())
      scope.payload.logger.info({
        revision: revisions[index],
        kind,
        itemId,
        locale,
        type,
        effectiveFrom,
        msg: 'a publication was stored',
      })
  })
}
