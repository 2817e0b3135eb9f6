import type { Config } from 'payload'
import type { Env } from '../env'
import { loggedError } from '../logged-error'
import { requestFields } from './request-numbers'

export type EditorLog = {
  readonly level: Env['logLevel'] | 'silent'
  /** Where its lines go; standard output when not given. */
  readonly to?: { write(line: string): void } | undefined
}

type Options = Extract<Config['logger'], { readonly options: unknown }>

/** How the editor logs: as delivery does, with the number of the request, and of errors without what was typed. */
export const editorLogger = ({ level, to }: EditorLog): Options => ({
  options: {
    level,
    mixin: requestFields,
    serializers: { err: loggedError },
    hooks: {
      // Payload logs some errors without words of its own; pino would take theirs, as they are.
      logMethod(args, method) {
        const words = args.length === 1 ? wordsOf(args[0]) : null
        if (words === null) method.apply(this, args)
        else method.call(this, args[0], words)
      },
    },
  },
  ...(to && { destination: to }),
})

function wordsOf(given: unknown): string | null {
  if (typeof given !== 'object' || given === null || 'msg' in given) return null
  const error = given instanceof Error ? given : Reflect.get(given, 'err')
  return error instanceof Error ? loggedError(error).message : null
}
