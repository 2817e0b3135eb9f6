/** Roles that may read what agents read. Who has none of them may log in, but sees nothing here. */
export const READER_ROLES = ['administrator', 'publisher', 'editor', 'agent', 'apiClient'] as const
export type ReaderRole = (typeof READER_ROLES)[number]

export type Account = { readonly id: string; readonly roles: readonly ReaderRole[] }

/** Looks up who somebody is, in the editor's database. One implementation per engine. */
export type AccountReader = {
  /** The account while this session of it exists and has not expired. */
  bySession(session: { readonly accountId: string; readonly sessionId: string }): Promise<Account | null>
  /** The account whose API key has one of these digests and is switched on. */
  byApiKey(digests: readonly string[]): Promise<Account | null>
  close(): Promise<void>
}

export const isReaderRole = (role: string): role is ReaderRole => READER_ROLES.some((known) => known === role)
