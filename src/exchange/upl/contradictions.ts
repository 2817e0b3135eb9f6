import type { ImportProblem } from '../problem'
import type { UplRow } from './rows'

/**
 * Rows that cannot all be true: a URI with two names, a name with two URIs, URIs that differ only in case (they are
 * case-sensitive, so one of them is a mistake), and the same row twice. Each problem names the line it contradicts.
 */
export function contradictions(rows: readonly UplRow[]): readonly ImportProblem[] {
  const uriByLabel = firstSeen()
  const labelByUri = firstSeen()
  const uriByLowerCase = firstSeen()
  const rowOf = firstSeen()
  return rows.flatMap(({ line, cells }) => {
    const label = cells.UniformeProductnaam
    const uri = cells.URI
    if (label === '' || uri === '') return []
    const problem = (code: string, message: string) => ({ code, line, message })
    const otherLabel = labelByUri(uri, label, line)
    const otherUri = uriByLabel(label, uri, line)
    const otherCase = uriByLowerCase(uri.toLowerCase(), uri, line)
    const twin = rowOf(JSON.stringify([uri, cells.Grondslag, cells.Grondslaglabel]), String(line), line)
    return [
      ...(otherLabel
        ? [
            problem(
              'uri_with_two_labels',
              `<${uri}> is "${label}" here and "${otherLabel.value}" on line ${otherLabel.line}`,
            ),
          ]
        : []),
      ...(otherCase
        ? [
            problem(
              'uri_case',
              `<${uri}> differs only in case from <${otherCase.value}> on line ${otherCase.line}`,
            ),
          ]
        : otherUri
          ? [
              problem(
                'label_with_two_uris',
                `"${label}" is <${uri}> here and <${otherUri.value}> on line ${otherUri.line}`,
              ),
            ]
          : []),
      ...(twin ? [problem('row_repeated', `the same name and legal basis as on line ${twin.line}`)] : []),
    ]
  })
}

type Seen = { readonly value: string; readonly line: number }

/** Remembers the first value per key; gives it back when another value comes with that key. */
function firstSeen(): (key: string, value: string, line: number) => Seen | null {
  const seen = new Map<string, Seen>()
  return (key, value, line) => {
    const first = seen.get(key)
    if (!first) seen.set(key, { value, line })
    return first && first.value !== value ? first : null
  }
}
