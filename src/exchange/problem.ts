/** Why a file cannot be imported. Lines count from 1 as an editor shows them; null when it concerns the whole file. */
export type ImportProblem = { readonly code: string; readonly line: number | null; readonly message: string }

/** Problems as an operator reads them, in order of line, at most `limit` of them. */
export function printProblems(problems: readonly ImportProblem[], limit = 20): string {
  const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  const shown = sorted.slice(0, limit).map(printProblem)
  const rest = sorted.length - shown.length
  return [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n')
}

const printProblem = ({ line, message }: ImportProblem) =>
  line === null ? `  file: ${message}` : `  line ${line}: ${message}`
