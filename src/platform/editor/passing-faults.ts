import { isConflict, isWayFault } from './conflicts'

/**
 * Whether an error says that the database could do nothing just now, which is no reason against what was asked: it is held
 * up by others, away, or its disk is full. Looks at causes as well. Of a commit in doubt too: what is noted in its own
 * transaction may be done again.
 */
export function isPassing(error: unknown): error is Error {
  if (isConflict(error) || isWayFault(error)) return true
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = Reflect.get(cause, 'code')
    if (typeof code === 'string' && /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN)/.test(code)) return true
    if (cause.name === 'CommitUnknownError') return true
  }
  return false
}
