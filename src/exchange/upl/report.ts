import type { UplChange, UplPlan } from './plan'
import type { UplRelease } from './release'

/** An item that still uses a name, as the report prints it. */
export type UplUser = { readonly kind: string; readonly title: string; readonly isPublished: boolean }

/** What an import did, as an operator reads it. `usersOf` gives who still uses an ended name, by id of the stored name. */
export function printUplReport(
  release: UplRelease,
  plan: UplPlan,
  usersOf: (id: string) => readonly UplUser[],
): string {
  return [
    `${release.rows} rows, ${release.names.length} uniform product names`,
    `  added      ${plan.added.length}`,
    `  changed    ${plan.changed.length}`,
    `  returned   ${plan.returned.length}`,
    `  ended      ${plan.ended.length}`,
    `  unchanged  ${plan.unchanged.length}`,
    ...(plan.stillEnded.length > 0 ? [`  (${plan.stillEnded.length} more ended before)`] : []),
    ...section('Changed', plan.changed.map(printChange)),
    ...section('Back on the list', plan.returned.map(printChange)),
    ...section(
      'No longer on the list; kept with an end date',
      plan.ended.flatMap(({ id, name }) => [`  ${name.label} <${name.uri}>`, ...usersOf(id).map(printUser)]),
    ),
  ].join('\n')
}

const section = (title: string, lines: readonly string[]) =>
  lines.length > 0 ? ['', `${title}:`, ...lines] : []

function printChange({ name, parts, stored }: UplChange): string {
  const renamed = parts.includes('label') ? `${stored.name.label} → ` : ''
  return `  ${renamed}${name.label} <${name.uri}>${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`
}

const printUser = ({ isPublished, kind, title }: UplUser) =>
  `    used by ${kind} "${title}"${isPublished ? '' : ' (draft only)'}`
