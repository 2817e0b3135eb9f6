type Logged = {
  readonly type: string
  readonly code?: string
  readonly message: string
  readonly cause?: object
  readonly stack: string
}

/** Kind, code, words and causes of an error, and nothing else that hangs on it: for whatever is logged. */
export function loggedError(error: unknown): Logged {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const { name, cause, stack = '' } = error
  const code: unknown = Reflect.get(error, 'code')
  const message = withoutValues(error.message)
  return {
    type: name,
    ...(typeof code === 'string' && { code }),
    message,
    ...(cause instanceof Error && { cause: { ...loggedError(cause), stack: undefined } }),
    stack: stack.replace(error.message, () => message),
  }
}

/** A statement that failed is told with what somebody wanted to store. */
const withoutValues = (message: string): string => message.replace(/\nparams: [\s\S]*$/, '')
