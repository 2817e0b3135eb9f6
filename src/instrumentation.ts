import type { Instrumentation } from 'next'

// Next puts NEXT_RUNTIME in by itself when it builds, and leaves out what is not for it: it is no setting, and not in `env.ts`.

/** Next calls this once when the editor's server starts: what the editor does by itself begins here, not at the first visit. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { beginEditorWork } = await import('./editor-work')
  await beginEditorWork()
}

/** What broke outside Payload, such as a page while it was made: Next's own lines of that have no number. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath }) => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { logUnanswered } = await import('./editor-work')
  logUnanswered(error, request, routePath)
}
