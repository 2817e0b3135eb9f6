import { LOCALES, type Locale } from '../../catalogue'
import type { Instant } from '../../kernel'
import type { LogEntry } from '../../publications'
import type { LanguageStatus } from '../admin-api'

export type StatusLine = Pick<LogEntry, 'seq' | 'locale' | 'type' | 'effectiveFrom' | 'recordedAt'>

/** The line that counts at a moment: the highest number with `effectiveFrom` by then. */
export function lineAt(lines: readonly StatusLine[], at: Instant): StatusLine | null {
  const begun = lines.filter((line) => line.effectiveFrom <= at)
  return begun.reduce<StatusLine | null>(
    (last, line) => (last === null || line.seq > last.seq ? line : last),
    null,
  )
}

/** What readers see of one item per language, from its lines in the log; overdue days by number of the line. */
export function languageStatuses(
  lines: readonly StatusLine[],
  now: Instant,
  overdueFrom: (seq: number) => string | null,
): readonly LanguageStatus[] {
  return LOCALES.map((locale) =>
    statusOf(
      lines.filter((line) => line.locale === locale),
      { locale, now, overdueFrom },
    ),
  )
}

type StatusContext = {
  readonly locale: Locale
  readonly now: Instant
  readonly overdueFrom: (seq: number) => string | null
}

function statusOf(lines: readonly StatusLine[], { locale, now, overdueFrom }: StatusContext): LanguageStatus {
  const current = lineAt(lines, now)
  const coming = lines
    .filter((line) => line.effectiveFrom > now && lineAt(lines, line.effectiveFrom) === line)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .map((line) => ({ at: line.effectiveFrom, type: line.type }))
  const isPublished = current?.type === 'PUBLISHED'
  return {
    locale,
    current: isPublished ? { revision: current.seq, since: beginOf(current) } : null,
    retractedAt: current?.type === 'RETRACTED' ? beginOf(current) : null,
    coming,
    overdueFrom: isPublished ? overdueFrom(current.seq) : null,
  }
}

/** When readers began to see a line: nothing is seen before it is written. */
const beginOf = (line: StatusLine): Instant =>
  line.effectiveFrom > line.recordedAt ? line.effectiveFrom : line.recordedAt
