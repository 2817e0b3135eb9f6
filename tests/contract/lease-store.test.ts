import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { instantOf } from '../../src/kernel'
import { sqliteLeaseStore } from '../../src/platform/lease/sqlite-lease-store'
import { leaseStoreContract } from './lease-store-contract'

async function emptyCatalogue() {
  const folder = await mkdtemp(join(tmpdir(), 'lease-'))
  const file = join(folder, 'catalogue.db')
  const database = new Database(file)
  database.exec('pragma journal_mode = wal; create table something (id text)')
  return {
    file,
    database,
    open: () => sqliteLeaseStore(file),
    close: async () => {
      database.close()
      await rm(folder, { recursive: true })
    },
  }
}

leaseStoreContract('SQLite', emptyCatalogue)

const FIRST = { holder: 'a', term: 1, until: instantOf(new Date(0)) }

it('the lease in SQLite waits for a writer without stopping this process, and gives up in time', async () => {
  const { database, open, close } = await emptyCatalogue()
  const store = open()
  database.exec('begin immediate')
  let turns = 0
  const life = setInterval(() => (turns += 1), 5)
  await expect(store.swap(null, FIRST)).rejects.toThrow(/locked|busy/i)
  clearInterval(life)
  expect(turns).toBeGreaterThan(20)
  database.exec('commit')
  expect(await store.swap(null, FIRST)).toBe(true)
  await store.close()
  await close()
})

it('the lease in SQLite is stored when it had to wait for a writer before, and keeps nobody from writing', async () => {
  const { database, open, close } = await emptyCatalogue()
  const store = open()
  await store.swap(null, FIRST)
  database.exec('begin immediate')
  const swapped = store.swap(FIRST, { ...FIRST, term: 2 })
  setTimeout(() => database.exec('commit'), 100)
  expect(await swapped).toBe(true)
  const other = open()
  expect((await other.read())?.term).toBe(2)
  database.exec("insert into something values ('written')")
  await Promise.all([store.close(), other.close()])
  await close()
})

it('the lease in SQLite is not there before the file is, and makes none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lease-'))
  const store = sqliteLeaseStore(join(folder, 'catalogue.db'))
  expect(await store.read()).toBeNull()
  expect(await store.swap(null, FIRST)).toBe(false)
  await store.close()
  await rm(folder, { recursive: true })
})
