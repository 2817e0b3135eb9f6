import { ReaderError } from '../errors'
import type { QueryLimits } from './limits'

/**
 * Checks how many values the variables hold and how deep they lie, before anything walks through them: what graphql says of
 * wrong values takes time for each, and what lies very deep overflows the stack of whatever reads it.
 */
export function checkVariables(variables: unknown, limits: QueryLimits): void {
  const { maxVariableValues, maxVariableDepth } = limits
  let count = 0
  const visit = (value: unknown, depth: number) => {
    if (typeof value !== 'object' || value === null) return
    if (depth > maxVariableDepth) {
      const message = `The variables are more than ${maxVariableDepth} lists and objects deep. Give simple values.`
      throw new ReaderError('BAD_USER_INPUT', message)
    }
    const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    count += inside.length
    if (count > maxVariableValues) {
      const message = `The variables hold more than ${maxVariableValues} values. Give fewer.`
      throw new ReaderError('QUERY_TOO_COMPLEX', message)
    }
    for (const each of inside) visit(each, depth + 1)
  }
  visit(variables, 0)
}
