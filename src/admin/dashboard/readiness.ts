/** A part of the system that `/readyz` reports as not working, in words for an editor. */
export type BrokenPart = { readonly name: string; readonly reason: string | null }

const PART_NAMES: Readonly<Record<string, string>> = {
  database: 'De database',
  editor: 'De redactieomgeving',
  publications: 'Het bijwerken van de website en de kanalen',
  'search engine': 'De zoekmachine',
  search: 'Het bijwerken van de zoekmachine',
  names: 'Het lezen van de namen waarop gezocht wordt',
  worker: 'Het werk op de achtergrond (doorwerking, geplande publicaties)',
}

/**
 * Reads the answer of `/readyz`: `{ parts: { search: { ready: false, reason } } }`. Parts that are well are left out; an answer of
 * another shape names no part.
 */
export function brokenParts(body: unknown): readonly BrokenPart[] {
  const parts = isRecord(body) ? body['parts'] : undefined
  if (!isRecord(parts)) return []
  return Object.entries(parts).flatMap(([part, check]) => {
    if (!isRecord(check) || check['ready'] !== false) return []
    const reason = typeof check['reason'] === 'string' ? check['reason'] : null
    return [{ name: PART_NAMES[part] ?? part, reason }]
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
