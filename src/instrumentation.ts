/** Next calls this once when the editor's server starts: what the editor does by itself begins here, not at the first visit. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { beginEditorWork } = await import('./editor-work')
  await beginEditorWork()
}
