import { createHash } from 'node:crypto'

/**
 * JSON with sorted keys, so that equal content gives equal text. Absent (`undefined`) properties are left out.
 * Throws on what JSON cannot carry (NaN, Infinity, functions, bigint): content must never lose a value silently.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  throw new TypeError(`Not a JSON value: ${typeof value}`)
}

/** SHA-256 (hex) of the canonical JSON. */
export function contentHashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
