/** Something the engine refused or could not do, with the engine's own words. */
export class SearchEngineError extends Error {
  override readonly name = 'SearchEngineError'
  constructor(
    readonly code: 'task_failed' | 'log_replaced' | 'index_replaced' | 'not_leading',
    message: string,
  ) {
    super(message)
  }
}
