import { z } from 'zod'
import { instantOf } from '../../../kernel'
import type { Clock } from '../../../kernel'
import { sqliteReader } from '../store/sqlite-reader'
import type { SqliteReader } from '../store/sqlite-reader'
import { isReaderRole } from './account-reader'
import type { Account, AccountReader } from './account-reader'

const BY_SESSION = `select u.id from users u join users_sessions s on s._parent_id = u.id
  where u.id = ? and s.id = ? and s.expires_at > ?`
const BY_API_KEY = 'select u.id from users u where u.enable_a_p_i_key = 1 and u.api_key_index in (?, ?)'
const ROLES = 'select value from users_roles where parent_id = ? order by value'

const found = z.object({ id: z.string() })
const role = z.object({ value: z.string() })

/** Reads the tables that Payload keeps for its collection `users` in SQLite. */
export function sqliteAccounts(
  file: string,
  clock: Clock = () => instantOf(new Date()),
  db: SqliteReader = sqliteReader(file),
): AccountReader {
  const account = (row: unknown): Account | null => {
    const parsed = found.safeParse(row)
    if (!parsed.success) return null
    const { id } = parsed.data
    const roles = db.rows(ROLES, id).map((each) => role.parse(each).value)
    return { id, roles: roles.filter(isReaderRole) }
  }
  return {
    async bySession({ accountId, sessionId }) {
      return account(db.rows(BY_SESSION, accountId, sessionId, clock())[0])
    },
    async byApiKey([first = '', second = '']) {
      return account(db.rows(BY_API_KEY, first, second)[0])
    },
    async close() {
      db.close()
    },
  }
}
